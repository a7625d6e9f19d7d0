/* A camera for computers without one, for the tests: put before a program with LD_PRELOAD it answers for /dev/video9.
 *
 * The node must exist (a FIFO will do: Qt only asks that it is no plain file). Frames come from the files that
 * FAKE_CAMERA_FRAMES lists, one path a line: JPEG pictures, or raw YUYV where FAKE_CAMERA_RAW is set. The first word in
 * the file FAKE_CAMERA_STATE names is looked at with each request: "busy" refuses the format as a camera in use does,
 * "stall" keeps silent, "gone" fails as one that was pulled out; anything else works.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define NODE "/dev/video9"
#define WIDTH 1280
#define HEIGHT 720
#define RATE 30
#define ROOM (WIDTH * HEIGHT * 2)
#define MOST_BUFFERS 16
#define MOST_FRAMES 256

struct frame { unsigned char *bytes; size_t size; };
struct buffer { void *memory; int queued; };

static struct frame frames[MOST_FRAMES];
static int frame_count;
static struct buffer buffers[MOST_BUFFERS];
static int line_of_buffers[MOST_BUFFERS], waiting;
static uint32_t memory_kind;
static int camera = -1; /* a timer stands in for the device: it can be waited for, and ticks once a frame */
static uint32_t sequence;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int fail(int number) { errno = number; return -1; }

static uint32_t pixel_format(void) { return getenv("FAKE_CAMERA_RAW") ? V4L2_PIX_FMT_YUYV : V4L2_PIX_FMT_MJPEG; }

static int state_is(const char *word) {
    const char *path = getenv("FAKE_CAMERA_STATE");
    char found[16] = "";
    FILE *file = path ? fopen(path, "r") : NULL;
    if (!file) return 0;
    if (fscanf(file, "%15s", found) != 1) found[0] = 0;
    fclose(file);
    return strcmp(found, word) == 0;
}

static void load_frame(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || frame_count == MOST_FRAMES) return;
    struct frame *next = &frames[frame_count];
    next->bytes = malloc(ROOM);
    next->size = fread(next->bytes, 1, ROOM, file);
    fclose(file);
    frame_count++;
}

static void load_frames(void) {
    const char *list = getenv("FAKE_CAMERA_FRAMES");
    FILE *file = list && !frame_count ? fopen(list, "r") : NULL;
    char path[1024];
    while (file && fgets(path, sizeof path, file)) {
        path[strcspn(path, "\n")] = 0;
        load_frame(path);
    }
    if (file) fclose(file);
}

static int open_camera(void) {
    struct stat node;
    if (stat(NODE, &node) != 0) return fail(ENOENT);
    load_frames();
    memset(buffers, 0, sizeof buffers);
    waiting = 0;
    return camera = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
}

#define OPEN_AS(name)                                                     \
    int name(const char *path, int flags, ...) {                          \
        static int (*real)(const char *, int, ...);                       \
        mode_t mode = 0;                                                  \
        if (strcmp(path, NODE) == 0) return open_camera();                \
        if (flags & (O_CREAT | O_TMPFILE)) {                              \
            va_list rest;                                                 \
            va_start(rest, flags);                                        \
            mode = va_arg(rest, mode_t);                                  \
            va_end(rest);                                                 \
        }                                                                 \
        if (!real) real = dlsym(RTLD_NEXT, #name);                        \
        return real(path, flags, mode);                                   \
    }
OPEN_AS(open)
OPEN_AS(open64)

int close(int descriptor) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "close");
    if (descriptor == camera && camera >= 0) camera = -1;
    return real(descriptor);
}

static int tick(int running) {
    struct itimerspec every = {{0, 0}, {0, 0}};
    if (running) every.it_value.tv_nsec = every.it_interval.tv_nsec = 1000000000L / RATE;
    return timerfd_settime(camera, 0, &every, NULL);
}

static int describe(struct v4l2_capability *about) {
    memset(about, 0, sizeof *about);
    strcpy((char *)about->driver, "stand-in");
    strcpy((char *)about->card, "Camera of the tests");
    strcpy((char *)about->bus_info, "tests-1");
    about->device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    about->capabilities = about->device_caps | V4L2_CAP_DEVICE_CAPS;
    return 0;
}

static int name_format(struct v4l2_fmtdesc *format) {
    if (format->index || format->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return fail(EINVAL);
    format->pixelformat = pixel_format();
    return 0;
}

static int name_size(struct v4l2_frmsizeenum *size) {
    if (size->index) return fail(EINVAL);
    size->type = V4L2_FRMSIZE_TYPE_DISCRETE;
    size->discrete.width = WIDTH;
    size->discrete.height = HEIGHT;
    return 0;
}

static int name_rate(struct v4l2_frmivalenum *rate) {
    if (rate->index) return fail(EINVAL);
    rate->type = V4L2_FRMIVAL_TYPE_DISCRETE;
    rate->discrete.numerator = 1;
    rate->discrete.denominator = RATE;
    return 0;
}

static int fix_format(struct v4l2_format *format) {
    struct v4l2_pix_format *pixels = &format->fmt.pix;
    if (format->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return fail(EINVAL);
    memset(pixels, 0, sizeof *pixels);
    pixels->width = WIDTH;
    pixels->height = HEIGHT;
    pixels->pixelformat = pixel_format();
    pixels->field = V4L2_FIELD_NONE;
    pixels->bytesperline = pixel_format() == V4L2_PIX_FMT_YUYV ? WIDTH * 2 : 0;
    pixels->sizeimage = ROOM;
    pixels->colorspace = V4L2_COLORSPACE_SRGB;
    return 0;
}

static int fix_rate(struct v4l2_streamparm *stream) {
    stream->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
    stream->parm.capture.timeperframe.numerator = 1;
    stream->parm.capture.timeperframe.denominator = RATE;
    return 0;
}

static int make_room(struct v4l2_requestbuffers *asked) {
    memory_kind = asked->memory;
    if (asked->count > MOST_BUFFERS) asked->count = MOST_BUFFERS;
    waiting = 0;
    return 0;
}

static int tell_room(struct v4l2_buffer *buffer) {
    buffer->length = ROOM;
    buffer->m.offset = buffer->index * ROOM;
    return 0;
}

static int enqueue(struct v4l2_buffer *buffer) {
    if (buffer->index >= MOST_BUFFERS || buffers[buffer->index].queued) return fail(EINVAL);
    if (memory_kind == V4L2_MEMORY_USERPTR) buffers[buffer->index].memory = (void *)buffer->m.userptr;
    buffers[buffer->index].queued = 1;
    line_of_buffers[waiting++] = buffer->index;
    return 0;
}

static int dequeue(struct v4l2_buffer *buffer) {
    uint64_t ticks;
    struct timespec now;
    if (read(camera, &ticks, sizeof ticks) < 0) return fail(EAGAIN);
    if (state_is("gone")) return fail(ENODEV);
    if (state_is("stall") || !waiting || !frame_count) return fail(EAGAIN);
    int index = line_of_buffers[0];
    memmove(line_of_buffers, line_of_buffers + 1, --waiting * sizeof line_of_buffers[0]);
    buffers[index].queued = 0;
    struct frame *frame = &frames[sequence % frame_count];
    if (!buffers[index].memory) return fail(EIO);
    memcpy(buffers[index].memory, frame->bytes, frame->size);
    clock_gettime(CLOCK_MONOTONIC, &now);
    buffer->index = index;
    buffer->bytesused = frame->size;
    buffer->length = ROOM;
    buffer->memory = memory_kind;
    buffer->field = V4L2_FIELD_NONE;
    buffer->sequence = sequence++;
    buffer->flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
    buffer->timestamp.tv_sec = now.tv_sec;
    buffer->timestamp.tv_usec = now.tv_nsec / 1000;
    if (memory_kind == V4L2_MEMORY_USERPTR) buffer->m.userptr = (unsigned long)buffers[index].memory;
    else buffer->m.offset = index * ROOM;
    return 0;
}

static int name_input(struct v4l2_input *input) {
    if (input->index) return fail(EINVAL);
    strcpy((char *)input->name, "tests");
    input->type = V4L2_INPUT_TYPE_CAMERA;
    return 0;
}

static int answer(unsigned long request, void *with) {
    switch ((uint32_t)request) {
    case (uint32_t)VIDIOC_QUERYCAP: return describe(with);
    case (uint32_t)VIDIOC_ENUM_FMT: return name_format(with);
    case (uint32_t)VIDIOC_ENUM_FRAMESIZES: return name_size(with);
    case (uint32_t)VIDIOC_ENUM_FRAMEINTERVALS: return name_rate(with);
    case (uint32_t)VIDIOC_S_FMT: return state_is("busy") ? fail(EBUSY) : fix_format(with);
    case (uint32_t)VIDIOC_G_FMT:
    case (uint32_t)VIDIOC_TRY_FMT: return fix_format(with);
    case (uint32_t)VIDIOC_G_PARM:
    case (uint32_t)VIDIOC_S_PARM: return fix_rate(with);
    case (uint32_t)VIDIOC_ENUMINPUT: return name_input(with);
    case (uint32_t)VIDIOC_G_INPUT: *(int *)with = 0; return 0;
    case (uint32_t)VIDIOC_S_INPUT: return 0;
    case (uint32_t)VIDIOC_REQBUFS: return make_room(with);
    case (uint32_t)VIDIOC_QUERYBUF: return tell_room(with);
    case (uint32_t)VIDIOC_QBUF: return enqueue(with);
    case (uint32_t)VIDIOC_DQBUF: return dequeue(with);
    case (uint32_t)VIDIOC_STREAMON: return tick(1);
    case (uint32_t)VIDIOC_STREAMOFF: waiting = 0; memset(buffers, 0, sizeof buffers); return tick(0);
    default: return fail(ENOTTY);
    }
}

int ioctl(int descriptor, unsigned long request, ...) {
    static int (*real)(int, unsigned long, ...);
    va_list rest;
    va_start(rest, request);
    void *with = va_arg(rest, void *);
    va_end(rest);
    if (!real) real = dlsym(RTLD_NEXT, "ioctl");
    if (descriptor != camera || camera < 0) return real(descriptor, request, with);
    pthread_mutex_lock(&lock);
    int answered = answer(request, with);
    pthread_mutex_unlock(&lock);
    return answered;
}

static void *map(void *(*real)(void *, size_t, int, int, int, off_t), void *at, size_t size, int protection, int flags,
                 int descriptor, off_t offset) {
    if (descriptor != camera || camera < 0) return real(at, size, protection, flags, descriptor, offset);
    void *memory = real(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (offset / ROOM < MOST_BUFFERS) buffers[offset / ROOM].memory = memory;
    return memory;
}

#define MAP_AS(name)                                                                                    \
    void *name(void *at, size_t size, int protection, int flags, int descriptor, off_t offset) {        \
        static void *(*real)(void *, size_t, int, int, int, off_t);                                     \
        if (!real) real = dlsym(RTLD_NEXT, #name);                                                      \
        return map(real, at, size, protection, flags, descriptor, offset);                              \
    }
MAP_AS(mmap)
MAP_AS(mmap64)
