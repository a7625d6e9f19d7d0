"""Pictures of known geometry and light: the astronaut of scikit-image, put before backgrounds without a face."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
from skimage import data

from companion.camera.advice import Advice
from companion.camera.face import Face
from companion.camera.finder import Image
from companion.camera.networks import Networks

Floats = npt.NDArray[np.float64]
Pixels = npt.NDArray[np.float32]
Part = tuple[dict[str, Any], set[Advice]]
NO_FACE = ("coffee", "chelsea", "rocket", "brick")
ROLL = 3.33  # degrees: how the astronaut holds her head in the picture itself
_EYES = np.array([[202.5, 101.0], [245.5, 103.5]])
_FACE = 98.5  # pixels from chin to forehead
_MIDDLE = np.array([223.3, 122.6])  # of eyes, nose and mouth


class Scene(NamedTuple):
    """What to make. ``size``: chin to forehead by the frame's height; ``x``, ``eye``: the middle between the eyes.

    ``gain`` multiplies everything, ``noise`` is added then (0 to 255), ``backlit`` multiplies the person alone before a
    bright window, ``reflectance`` the face alone; ``blur`` and ``smear`` are parts of the face's height; ``jpeg`` is a
    quality.
    """

    size: float = 0.35
    eye: float = 0.39
    x: float = 0.5
    tilt: float = 0.0
    gain: float = 1.0
    noise: float = 0.0
    backlit: float = 1.0
    reflectance: float = 1.0
    blur: float = 0.0
    smear: float = 0.0
    jpeg: int = 0
    background: int = 0
    width: int = 1280
    height: int = 720

    @property
    def eyes(self) -> Floats:
        """Both eyes in pixels, the camera's left one first."""
        matrix = self._matrix()
        return np.asarray(_EYES @ matrix[:, :2].T + matrix[:, 2])

    def _matrix(self) -> Floats:
        turn, times = np.radians(self.tilt), self.size * self.height / _FACE
        rotation = times * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        place = np.array([self.x * self.width, self.eye * self.height]) - rotation @ _EYES.mean(axis=0)
        return np.column_stack([rotation, place])

    def picture(self, seed: int = 0, behind: Image | None = None) -> Image:
        """The picture; the same seed gives the same. ``behind`` stands in for the background."""
        rng, matrix, size = np.random.default_rng(seed), self._matrix(), (self.width, self.height)
        room = (_room(self.background, rng, *size) if behind is None else behind).astype(np.float32)
        person = _lit(self.reflectance)
        times = self.size * self.height / _FACE
        if times < 0.8:  # what is made smaller is averaged first, as a lens does
            person = cv2.GaussianBlur(person, (0, 0), 0.45 * (1 / times - 1) + 0.01).astype(np.float32)
        seen = cv2.warpAffine(person, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        mask = cv2.warpAffine(_outline(), matrix, size)[..., None]
        if self.backlit < 1:
            seen, room = seen * self.backlit, room * 0.3 + 190
        picture = self._unsharp(np.asarray((seen * mask + room * (1 - mask)) * self.gain, np.float32), rng)
        if self.noise:
            picture += rng.normal(0, self.noise, picture.shape).astype(np.float32)
        made = np.clip(picture, 0, 255).astype(np.uint8)
        return _packed(made, self.jpeg) if self.jpeg else made

    def _unsharp(self, picture: Pixels, rng: np.random.Generator) -> Pixels:
        face = self.size * self.height
        if self.blur:
            picture = cv2.GaussianBlur(picture, (0, 0), self.blur * face).astype(np.float32)
        if self.smear:
            length = max(round(self.smear * face), 3)
            line = np.zeros((length, length), np.float32)
            line[length // 2] = 1
            middle = (length / 2 - 0.5, length / 2 - 0.5)
            turned = cv2.warpAffine(line, cv2.getRotationMatrix2D(middle, rng.uniform(0, 180), 1), (length, length))
            picture = cv2.filter2D(picture, -1, turned / turned.sum()).astype(np.float32)
        return picture


@cache
def no_face(name: str) -> Image:
    """A picture without anybody, blue first."""
    picture = getattr(data, name)()
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR if picture.ndim == 2 else cv2.COLOR_RGB2BGR), np.uint8)


@cache
def _lit(reflectance: float) -> Pixels:
    """The astronaut, her face with a part of its reflectance."""
    astronaut: Any = data.astronaut  # it has no types
    person = cv2.cvtColor(astronaut(), cv2.COLOR_RGB2BGR).astype(np.float32)
    skin = np.zeros(person.shape[:2], np.float32)
    cv2.ellipse(skin, (222, 121), (54, 65), 0, 0, 360, 1.0, -1)
    skin = cv2.GaussianBlur(skin, (0, 0), 3).astype(np.float32)
    return np.asarray(person * (1 - skin[..., None] * (1 - reflectance)), np.float32)


@cache
def _outline() -> Pixels:
    """Where the astronaut is in her picture: head and shoulders, soft at the edge."""
    mask, (x, y) = np.zeros((512, 512), np.float32), _MIDDLE
    for down, wide, high in ((-0.12, 0.82, 1.0), (2.6, 1.7, 2.1)):
        middle, axes = (int(x), int(y + down * _FACE)), (int(wide * _FACE), int(high * _FACE))
        cv2.ellipse(mask, middle, axes, 0, 0, 360, 1.0, -1)
    return cv2.GaussianBlur(mask, (0, 0), 3).astype(np.float32)


def _room(kind: int, rng: np.random.Generator, width: int, height: int) -> Image:
    """0: a plain wall. 1: soft light and shade. 2: a photograph out of focus. 3: a photograph."""
    if kind == 0:
        return np.full((height, width, 3), rng.integers(90, 190, 3), np.uint8)
    if kind == 1:
        spots = rng.integers(60, 210, (3, 4, 3)).astype(np.uint8)
        return np.asarray(cv2.resize(spots, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)
    photograph = cv2.resize(no_face(NO_FACE[rng.integers(4)]), (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(photograph, (0, 0), width / 160) if kind == 2 else photograph, np.uint8)


def _packed(picture: Image, quality: int) -> Image:
    _, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)


def small(picture: Image) -> Image:
    """As the live camera's frames come: half as wide and high."""
    return np.asarray(cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)


def is_at(face: Face, scene: Scene) -> bool:
    """Whether this is the face of the scene: the middle between its eyes lies inside the box."""
    box, (x, y) = face.box, scene.eyes.mean(axis=0) / (scene.width, scene.height)
    return bool(box.x < x < box.x + box.w and box.y < y < box.y + box.h)


def eye_error(scene: Scene, eyes: Floats) -> float:
    """The mean distance of both eyes, in pixels, from the true ones; by the distance between them."""
    apart = float(np.linalg.norm(scene.eyes[1] - scene.eyes[0]))
    return float(np.linalg.norm(eyes - scene.eyes, axis=1).mean()) / apart


def yunet_eyes(networks: Networks, picture: Image) -> Floats:
    """Both eyes of the first face as YuNet itself sees them, in pixels."""
    networks._yunet.setInputSize((picture.shape[1], picture.shape[0]))
    row = np.asarray(networks._yunet.detect(picture)[1], np.float64)[0]
    return np.asarray(row[4:8].reshape(2, 2))


CONDITIONS: Mapping[str, Scene] = {
    **{f"face {size:.0%}": Scene(size=size) for size in (0.1, 0.12, 0.15, 0.2, 0.35, 0.5, 0.7, 0.9)},
    **{f"tilt {tilt:+d}": Scene(tilt=tilt) for tilt in (-40, -20, 20, 40)},
    "15 %, tilt 40": Scene(size=0.15, tilt=40),
    **{f"gain {gain}": Scene(gain=gain, noise=noise) for gain, noise in ((0.5, 0), (0.3, 4), (0.15, 6), (0.08, 4))},
    **{f"gain {gain}": Scene(gain=gain) for gain in (1.5, 2.0)},
    **{f"noise {noise}": Scene(noise=noise) for noise in (12, 25)},
    "12 %, noise 25": Scene(size=0.12, noise=25),
    **{f"backlight {part}": Scene(backlit=part) for part in (0.5, 0.3, 0.2)},
    **{f"blur {part:.0%}": Scene(blur=part) for part in (0.01, 0.02, 0.04)},
    **{f"smear {part:.0%}": Scene(smear=part) for part in (0.06, 0.12)},
    **{f"JPEG {quality}": Scene(jpeg=quality) for quality in (40, 15)},
    "12 %, JPEG 15": Scene(size=0.12, jpeg=15),
    "chin cut": Scene(size=0.6, eye=0.72),
    "brow cut": Scene(size=0.5, eye=0.12),
    "at the edge": Scene(x=0.1),
    "dark face": Scene(reflectance=0.4),
    "upright": Scene(width=720, height=1280, size=0.25),
}
"""One thing at a time that makes a face harder to find."""

MARGINS = {"size": 0.12, "eye": 0.025, "x": 0.03, "tilt": 2.5}
"""How far generated frames keep from a threshold: ``size`` as a part of it, ``tilt`` in degrees, places as measured."""


def random_scene(rng: np.random.Generator) -> tuple[Scene, set[Advice]]:
    """A scene of any kind, well away from every threshold, and the advice it should give."""
    found = [_size(rng), _eye(rng), _x(rng), _tilt(rng), _light(rng)]
    values = {name: value for part, _ in found for name, value in part.items()}
    scene = Scene(**values)._replace(background=int(rng.integers(4)), noise=float(rng.choice([0, 3])))
    return scene, set[Advice]().union(*(told for _, told in found))


def _size(rng: np.random.Generator) -> Part:
    least, most, part = 0.25, 0.50, MARGINS["size"]
    if rng.random() < 0.6:
        return {"size": rng.uniform(least * (1 + part), most * (1 - part))}, set()
    if rng.random() < 0.5:
        return {"size": rng.uniform(0.08, least * (1 - part))}, {Advice.TOO_FAR}
    return {"size": rng.uniform(most * (1 + part), 0.90)}, {Advice.TOO_CLOSE}


def _eye(rng: np.random.Generator) -> Part:
    high, low, part = 0.30, 0.45, MARGINS["eye"]
    if rng.random() < 0.6:
        return {"eye": rng.uniform(high + part, low - part)}, set()
    if rng.random() < 0.5:
        return {"eye": rng.uniform(0.15, high - part)}, {Advice.RAISE_CAMERA}
    return {"eye": rng.uniform(low + part, 0.65)}, {Advice.LOWER_CAMERA}


def _x(rng: np.random.Generator) -> Part:
    side = int(rng.choice([-1, 1]))
    if rng.random() < 0.7:
        return {"x": 0.5 + side * rng.uniform(0, 0.12 - MARGINS["x"])}, set()
    aside = {Advice.MOVE_RIGHT} if side > 0 else {Advice.MOVE_LEFT}
    return {"x": 0.5 + side * rng.uniform(0.12 + MARGINS["x"], 0.32)}, aside


def _tilt(rng: np.random.Generator) -> Part:
    side, part = int(rng.choice([-1, 1])), MARGINS["tilt"]
    if rng.random() < 0.8:
        return {"tilt": side * rng.uniform(0, 8 - part) - ROLL}, set()
    return {"tilt": side * rng.uniform(8 + part, 30) - ROLL}, {Advice.STRAIGHTEN}


def _light(rng: np.random.Generator) -> Part:
    """Plain most of the time; a face of less reflectance in plain light is plain, too."""
    kinds: list[Part] = [
        ({"gain": rng.uniform(0.1, 0.22)}, {Advice.TOO_DARK}),
        ({"backlit": rng.uniform(0.15, 0.35)}, {Advice.BACKLIGHT}),
        ({"gain": rng.uniform(2.0, 2.5)}, {Advice.BURNT_OUT}),
        ({"blur": rng.uniform(0.05, 0.08)}, {Advice.CLEAN_LENS}),
        ({"reflectance": rng.uniform(0.4, 0.7)}, set()),
    ]
    return ({"gain": rng.uniform(0.8, 1.1)}, set()) if rng.random() < 0.6 else kinds[rng.integers(len(kinds))]
