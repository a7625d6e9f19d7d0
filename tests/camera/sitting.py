"""Somebody who sits before the camera, and a finder that sees them without looking."""

from collections.abc import Callable
from threading import Event, get_ident

import numpy as np

from companion.camera.face import Box, Face, Landmarks
from companion.camera.finder import Image

SITTING = Face(
    Box(0.40, 0.17, 0.20, 0.43),
    Landmarks((0.455, 0.36), (0.545, 0.36), (0.50, 0.445), (0.465, 0.505), (0.535, 0.505)),
    0.9,
)


def room(width: int = 640, height: int = 360) -> Image:
    """A grey room, blue on the camera's left, with a person's worth of light in the middle."""
    picture = np.full((height, width, 3), 120, np.uint8)
    picture[:, : width // 8] = (220, 60, 60)
    picture[height // 6 : height * 2 // 3, width * 2 // 5 : width * 3 // 5] = (120, 150, 190)
    return picture


class Finding:
    """Finds these faces; remembers what it was shown and in which thread, and can be held up."""

    def __init__(self, *faces: Face) -> None:
        self.faces, self.shown, self.threads = list(faces), list[Image](), set[int]()
        self.careful: set[bool] = set()
        self.failure: BaseException | None = None
        self.go_on, self.began = Event(), Event()
        self.go_on.set()

    def find(self, image: Image, *, careful: bool = False) -> list[Face]:
        self.shown.append(image)
        self.threads.add(get_ident())
        self.careful.add(careful)
        self.began.set()
        assert self.go_on.wait(10)
        if self.failure is not None:
            raise self.failure
        return self.faces


def reading(picture: Image) -> Callable[[], Image]:
    """A frame that holds this picture."""
    return lambda: picture
