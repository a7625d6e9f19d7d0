"""Finds faces with OpenCV: YuNet says where, O-Net where eyes, nose and mouth are, and both whether it is a face."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np

from companion.camera import pictures
from companion.camera.crops import Floats, Square, around, lean
from companion.camera.face import Box, Face, Landmarks
from companion.camera.finder import Image
from companion.camera.networks import ONET_SIDE, Candidate, Networks

_TINY, _QUICK, _FINE, _LARGEST = 160 * 90, 320 * 180, 640 * 360, 1280 * 720  # pixels
_SMALLEST = 12  # pixels a side: of less nothing can be told
# From here on YuNet is believed alone, as masks and scarves confuse O-Net: less easily where O-Net sees hardly a face
# (measured: lines of print score up to 0.87 and 0.07 with O-Net; masked faces 0.4 at least).
_SURE, _CERTAIN, _HARDLY = 0.85, 0.90, 0.25
# Below, the two scores together must reach what is asked for a face of that height, as a part of the picture's: plain
# faces score least at a tenth; specks and, close up, the faces of cats need not be let in for that.
_HEIGHTS, _TOGETHER = (0.05, 0.1, 0.25), (1.6, 1.4, 1.55)
_LEANING = np.radians(12)  # from here on a face is looked at once more, turned upright
_TURNS = (0.0, np.radians(35), -np.radians(35))  # YuNet misses faces that lean by more than 40 degrees
_MOST_FACES = 8
_SAME = 0.4  # two boxes that share this much of both are one face


class _Glance(NamedTuple):
    """One of the crops that are averaged: shifted, scaled, mirrored."""

    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0
    mirrored: bool = False


_Glances = tuple[_Glance, ...]
# O-Net puts all points a little to one side; a mirrored crop puts them to the other.
_PAIR: _Glances = (_Glance(), _Glance(mirrored=True))
_FIVE: _Glances = (
    _Glance(),
    _Glance(dx=-0.05, mirrored=True),
    _Glance(dx=0.05),
    _Glance(dy=-0.05, scale=1.1, mirrored=True),
    _Glance(dy=0.05, scale=0.95),
)


class OpenCvFinder:
    """Implements ``Finder``. OpenCV and the networks are loaded on first use; one thread at a time may use it."""

    @cached_property
    def _networks(self) -> Networks:
        return Networks()

    def find(self, image: Image, *, careful: bool = False) -> list[Face]:
        """See ``Finder``. Every shape and size will do."""
        if min(image.shape[:2]) < _SMALLEST:
            return []
        picture = pictures.lit(pictures.scaled(image, _LARGEST, enlarge=False))
        for candidates in self._looks(picture, careful):
            found = [face for one in candidates if (face := self._face(picture, one, careful))]
            if found:
                return found
        return []

    def _looks(self, picture: Image, careful: bool) -> Iterable[list[Candidate]]:
        """Each look costs more than the one before it; the first that shows a face is the last."""
        if not careful:
            yield self._detect(picture, _QUICK)
            yield self._detect(picture, _FINE)
            return
        yield _apart([*self._detect(picture, _QUICK), *self._detect(picture, _FINE)])
        yield self._detect(pictures.brighter(picture), _FINE)
        yield self._detect(pictures.darker(picture), _FINE)
        yield self._detect(picture, _TINY)  # close up and blurred
        for angle in _TURNS:
            yield self._detect(picture, _LARGEST, angle)

    def _detect(self, picture: Image, area: int, angle: float = 0.0) -> list[Candidate]:
        """Candidates in pixels of ``picture``, the largest first, seen in a turned copy of ``area`` pixels."""
        small = pictures.scaled(picture, area)
        times = max(picture.shape) / max(small.shape)
        found = self._networks.detect(pictures.turned(small, angle) if angle else small)
        middle = Square(small.shape[1] / 2, small.shape[0] / 2, 1.0, -angle)
        placed = [_placed(one, middle, times) for one in found]
        return sorted(placed, key=lambda one: one.w * one.h, reverse=True)[:_MOST_FACES]

    def _face(self, picture: Image, one: Candidate, careful: bool) -> Face | None:
        square = Square(one.cx, one.cy, max(one.w, one.h) * 0.9, one.angle)
        points, likely = self._points(picture, square, _PAIR)
        if careful or abs(lean(points)) > _LEANING:
            points, again = self._points(picture, around(points), _FIVE if careful else _PAIR)
            likely = (likely + again) / 2
        needed = float(np.interp(one.h / picture.shape[0], _HEIGHTS, _TOGETHER))
        sure = _SURE if likely > _HARDLY else _CERTAIN
        believed = one.score >= sure or one.score + likely >= needed
        return _as_face(one, points, picture) if believed else None

    def _points(self, picture: Image, square: Square, glances: _Glances) -> tuple[Floats, float]:
        squares = [square.moved(glance.dx, glance.dy, glance.scale) for glance in glances]
        crops = [pictures.crop(picture, each, ONET_SIDE) for each in squares]
        turned = [crop[:, ::-1] if glance.mirrored else crop for crop, glance in zip(crops, glances, strict=True)]
        points, likely = self._networks.points(np.stack(turned))
        seen = zip(squares, points, glances, strict=True)
        return np.mean([each.back(own, glance.mirrored) for each, own, glance in seen], axis=0), float(likely.mean())


def _placed(one: Candidate, middle: Square, times: float) -> Candidate:
    """A candidate of a small, turned copy in pixels of the picture itself."""
    offset = np.array([[one.cx - middle.cx + 0.5, one.cy - middle.cy + 0.5]])
    ((x, y),) = Square(middle.cx, middle.cy, 1.0, -middle.angle).back(offset).tolist()
    return Candidate(x * times, y * times, one.w * times, one.h * times, one.angle - middle.angle, one.score)


def _apart(candidates: list[Candidate]) -> list[Candidate]:
    """Each face once: of those that lie over each other the surest."""
    kept: list[Candidate] = []
    for one in sorted(candidates, key=lambda each: each.score, reverse=True):
        if all(_shared(one, other) < _SAME for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda each: each.w * each.h, reverse=True)[:_MOST_FACES]


def _shared(one: Candidate, other: Candidate) -> float:
    """The part of two boxes' union that they share."""
    wide = min(one.cx + one.w / 2, other.cx + other.w / 2) - max(one.cx - one.w / 2, other.cx - other.w / 2)
    high = min(one.cy + one.h / 2, other.cy + other.h / 2) - max(one.cy - one.h / 2, other.cy - other.h / 2)
    both = max(wide, 0.0) * max(high, 0.0)
    return both / (one.w * one.h + other.w * other.h - both)


def _as_face(one: Candidate, points: Floats, picture: Image) -> Face:
    height, width = picture.shape[:2]
    box = Box((one.cx - one.w / 2) / width, (one.cy - one.h / 2) / height, one.w / width, one.h / height)
    left_eye, right_eye, nose, mouth_left, mouth_right = ((float(x) / width, float(y) / height) for x, y in points)
    return Face(box, Landmarks(left_eye, right_eye, nose, mouth_left, mouth_right), one.score)
