/* Cameras for computers without one, for the tests: put before a program with LD_PRELOAD it answers for /dev/video*.
 *
 * The folder that FAKE_CAMERA_DEV names stands for /dev: each FIFO "videoN" in it is a camera, /dev itself is not
 * touched. So tests need no rights, run side by side, and plug and unplug by making and removing a file. Frames come from the files that FAKE_CAMERA_FRAMES lists, one path a line: JPEG pictures, or raw YUYV where
 * FAKE_CAMERA_RAW is set. The first word in the file FAKE_CAMERA_STATE names is looked at with each request: "busy"
 * refuses the format as a camera in use does, "stall" keeps silent, "gone" fails as one that was pulled out; anything
 * else works. FAKE_CAMERA_LOG names a file that gets a line for each open, start, stop and close of a camera: what
 * happened, its number, and when (CLOCK_MONOTONIC, in seconds).
 */
#define _GNU_SOURCE
#include <dirent.h>
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
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define WIDTH 1280
#define HEIGHT 720
#define RATE 30
#define ROOM (WIDTH * HEIGHT * 2)
#define MOST_BUFFERS 16
#define MOST_FRAMES 256
#define MOST_OPEN 8

struct frame { unsigned char *bytes; size_t size; };
struct camera { /* one that a program has open; a timer stands in for the device: it can be waited for, and ticks */
    int open, descriptor, number, running, waiting, line[MOST_BUFFERS], queued[MOST_BUFFERS];
    uint32_t memory_kind;
    void *memory[MOST_BUFFERS];
};

static struct frame frames[MOST_FRAMES];
static int frame_count;
static uint32_t sequence;
static struct camera cameras[MOST_OPEN];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int fail(int number) { errno = number; return -1; }

static uint32_t pixel_format(void) { return getenv("FAKE_CAMERA_RAW") ? V4L2_PIX_FMT_YUYV : V4L2_PIX_FMT_MJPEG; }

static const char *moved(const char *path, char *room, size_t size) { /* where a path of /dev lies in our folder */
    const char *folder = getenv("FAKE_CAMERA_DEV");
    if (!folder || (strcmp(path, "/dev") && strncmp(path, "/dev/video", 10))) return path;
    snprintf(room, size, "%s%s", folder, path + 4);
    return room;
}

static void tell(const char *what, const struct camera *camera) {
    const char *path = getenv("FAKE_CAMERA_LOG");
    FILE *file = path ? fopen(path, "a") : NULL;
    struct timespec now;
    if (!file) return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    fprintf(file, "%s %d %ld.%09ld\n", what, camera->number, (long)now.tv_sec, now.tv_nsec);
    fclose(file);
}

static int state_is(const char *word) {
    const char *path = getenv("FAKE_CAMERA_STATE");
    char found[16] = "";
    FILE *file = path ? fopen(path, "r") : NULL;
    if (!file) return 0;
    if (fscanf(file, "%15s", found) != 1) found[0] = 0;
    fclose(file);
    return strcmp(found, word) == 0;
}

static void load_frames(void) {
    const char *path = getenv("FAKE_CAMERA_FRAMES");
    FILE *list = path && !frame_count ? fopen(path, "r") : NULL;
    char line[1024];
    while (list && frame_count < MOST_FRAMES && fgets(line, sizeof line, list)) {
        line[strcspn(line, "\n")] = 0;
        FILE *file = fopen(line, "rb");
        if (!file) continue;
        struct frame *next = &frames[frame_count++];
        next->bytes = malloc(ROOM);
        next->size = fread(next->bytes, 1, ROOM, file);
        fclose(file);
    }
    if (list) fclose(list);
}

static struct camera *camera_of(int descriptor) {
    for (int i = 0; i < MOST_OPEN; i++)
        if (cameras[i].open && cameras[i].descriptor == descriptor) return &cameras[i];
    return NULL;
}

static int open_camera(const char *place) {
    struct stat node;
    if (stat(place, &node) != 0) return fail(ENOENT);
    load_frames();
    pthread_mutex_lock(&lock);
    int descriptor = -1;
    for (int i = 0; i < MOST_OPEN && descriptor < 0; i++) {
        if (cameras[i].open) continue;
        memset(&cameras[i], 0, sizeof cameras[i]);
        descriptor = cameras[i].descriptor = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
        cameras[i].number = atoi(strrchr(place, '/') + 6);
        cameras[i].open = descriptor >= 0;
        tell("open", &cameras[i]);
    }
    pthread_mutex_unlock(&lock);
    return descriptor < 0 ? fail(EBUSY) : descriptor;
}

#define OPEN_AS(name)                                                                          \
    int name(const char *path, int flags, ...) {                                               \
        char room[1024];                                                                       \
        mode_t mode = 0;                                                                       \
        const char *place = moved(path, room, sizeof room);                                    \
        if (place != path && strcmp(path, "/dev")) return open_camera(place);                  \
        if (flags & (O_CREAT | __O_TMPFILE)) {                                                 \
            va_list rest;                                                                      \
            va_start(rest, flags);                                                             \
            mode = va_arg(rest, mode_t);                                                       \
            va_end(rest);                                                                      \
        }                                                                                      \
        return REAL(name)(place, flags, mode);                                                 \
    }
OPEN_AS(open)
OPEN_AS(open64)

DIR *opendir(const char *path) { char room[1024]; return REAL(opendir)(moved(path, room, sizeof room)); }

int access(const char *path, int how) { char room[1024]; return REAL(access)(moved(path, room, sizeof room), how); }
int inotify_add_watch(int watcher, const char *path, uint32_t events) {
    char room[1024];
    return REAL(inotify_add_watch)(watcher, moved(path, room, sizeof room), events);
}
int statx(int at, const char *path, int flags, unsigned int wanted, struct statx *found) {
    char room[1024];
    return REAL(statx)(at, moved(path, room, sizeof room), flags, wanted, found);
}

int close(int descriptor) {
    pthread_mutex_lock(&lock);
    struct camera *camera = camera_of(descriptor);
    if (camera) camera->open = 0;
    pthread_mutex_unlock(&lock);
    int closed = REAL(close)(descriptor);
    if (camera) tell("close", camera);
    return closed;
}

static int run(struct camera *camera, int running) {
    struct itimerspec every = {{0, 0}, {0, 0}};
    if (running) every.it_value.tv_nsec = every.it_interval.tv_nsec = 1000000000L / RATE;
    if (running != camera->running) tell(running ? "start" : "stop", camera);
    camera->running = running;
    return timerfd_settime(camera->descriptor, 0, &every, NULL);
}

static int describe(struct camera *camera, struct v4l2_capability *about) {
    const uint32_t can = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    *about = (struct v4l2_capability){"stand-in", "", "tests-1", 0, can | V4L2_CAP_DEVICE_CAPS, can, {0}};
    sprintf((char *)about->card, "Camera %d of the tests", camera->number);
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
    size->discrete = (struct v4l2_frmsize_discrete){WIDTH, HEIGHT};
    return 0;
}

static int name_rate(struct v4l2_frmivalenum *rate) {
    if (rate->index) return fail(EINVAL);
    rate->type = V4L2_FRMIVAL_TYPE_DISCRETE;
    rate->discrete = (struct v4l2_fract){1, RATE};
    return 0;
}

static int fix_format(struct v4l2_format *format) {
    struct v4l2_pix_format *pixels = &format->fmt.pix;
    if (format->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return fail(EINVAL);
    *pixels = (struct v4l2_pix_format){WIDTH, HEIGHT, pixel_format(), V4L2_FIELD_NONE, .sizeimage = ROOM};
    pixels->bytesperline = pixel_format() == V4L2_PIX_FMT_YUYV ? WIDTH * 2 : 0;
    pixels->colorspace = V4L2_COLORSPACE_SRGB;
    return 0;
}

static int fix_rate(struct v4l2_streamparm *stream) {
    stream->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
    stream->parm.capture.timeperframe = (struct v4l2_fract){1, RATE};
    return 0;
}

static int make_room(struct camera *camera, struct v4l2_requestbuffers *asked) {
    camera->memory_kind = asked->memory;
    camera->waiting = 0;
    memset(camera->queued, 0, sizeof camera->queued);
    if (asked->count > MOST_BUFFERS) asked->count = MOST_BUFFERS;
    return 0;
}

static int enqueue(struct camera *camera, struct v4l2_buffer *buffer) {
    if (buffer->index >= MOST_BUFFERS || camera->queued[buffer->index]) return fail(EINVAL);
    if (camera->memory_kind == V4L2_MEMORY_USERPTR) camera->memory[buffer->index] = (void *)buffer->m.userptr;
    camera->queued[buffer->index] = 1;
    camera->line[camera->waiting++] = buffer->index;
    return 0;
}

static void fill(struct camera *camera, struct v4l2_buffer *buffer, int index, const struct frame *frame) {
    struct timespec now;
    memcpy(camera->memory[index], frame->bytes, frame->size);
    clock_gettime(CLOCK_MONOTONIC, &now);
    buffer->index = index;
    buffer->bytesused = frame->size;
    buffer->length = ROOM;
    buffer->memory = camera->memory_kind;
    buffer->sequence = sequence++;
    buffer->flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
    buffer->timestamp.tv_sec = now.tv_sec;
    buffer->timestamp.tv_usec = now.tv_nsec / 1000;
    if (camera->memory_kind == V4L2_MEMORY_USERPTR) buffer->m.userptr = (unsigned long)camera->memory[index];
    else buffer->m.offset = index * ROOM;
}

static int dequeue(struct camera *camera, struct v4l2_buffer *buffer) {
    uint64_t ticks;
    if (read(camera->descriptor, &ticks, sizeof ticks) < 0) return fail(EAGAIN);
    if (state_is("gone")) return fail(ENODEV);
    if (state_is("stall") || !camera->waiting || !frame_count) return fail(EAGAIN);
    int index = camera->line[0];
    memmove(camera->line, camera->line + 1, --camera->waiting * sizeof camera->line[0]);
    camera->queued[index] = 0;
    if (!camera->memory[index]) return fail(EIO);
    fill(camera, buffer, index, &frames[sequence % frame_count]);
    return 0;
}

static int answer(struct camera *camera, unsigned long request, void *with) {
    struct v4l2_buffer *buffer = with;
    switch ((uint32_t)request) {
    case (uint32_t)VIDIOC_QUERYCAP: return describe(camera, with);
    case (uint32_t)VIDIOC_ENUM_FMT: return name_format(with);
    case (uint32_t)VIDIOC_ENUM_FRAMESIZES: return name_size(with);
    case (uint32_t)VIDIOC_ENUM_FRAMEINTERVALS: return name_rate(with);
    case (uint32_t)VIDIOC_S_FMT: return state_is("busy") ? fail(EBUSY) : fix_format(with);
    case (uint32_t)VIDIOC_G_FMT: case (uint32_t)VIDIOC_TRY_FMT: return fix_format(with);
    case (uint32_t)VIDIOC_G_PARM: case (uint32_t)VIDIOC_S_PARM: return fix_rate(with);
    case (uint32_t)VIDIOC_REQBUFS: return make_room(camera, with);
    case (uint32_t)VIDIOC_QUERYBUF: buffer->length = ROOM; buffer->m.offset = buffer->index * ROOM; return 0;
    case (uint32_t)VIDIOC_QBUF: return enqueue(camera, with);
    case (uint32_t)VIDIOC_DQBUF: return dequeue(camera, with);
    case (uint32_t)VIDIOC_STREAMON: return run(camera, 1);
    case (uint32_t)VIDIOC_STREAMOFF: return run(camera, 0);
    default: return fail(ENOTTY);
    }
}

int ioctl(int descriptor, unsigned long request, ...) {
    va_list rest;
    va_start(rest, request);
    void *with = va_arg(rest, void *);
    va_end(rest);
    pthread_mutex_lock(&lock);
    struct camera *camera = camera_of(descriptor);
    int answered = camera ? answer(camera, request, with) : 0;
    pthread_mutex_unlock(&lock);
    return camera ? answered : REAL(ioctl)(descriptor, request, with);
}

#define MAP_AS(name)                                                                                    \
    void *name(void *at, size_t size, int protection, int flags, int descriptor, off_t offset) {        \
        struct camera *camera = descriptor < 0 ? NULL : camera_of(descriptor);                          \
        if (!camera) return REAL(name)(at, size, protection, flags, descriptor, offset);                \
        void *memory = REAL(name)(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); \
        if (offset / ROOM < MOST_BUFFERS) camera->memory[offset / ROOM] = memory;               \
        return memory;                                                                                  \
    }
MAP_AS(mmap)
MAP_AS(mmap64)
