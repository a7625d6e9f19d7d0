"""From a face to the measures that framing is judged by. Sizes and places are fractions of the frame."""

from typing import NamedTuple

from companion.camera.calibration import Calibration
from companion.camera.face import Face
from companion.camera.geometry import Axes, face_axes

_BOX_TO_FACE = 1.15  # YuNet's box is so much higher than chin to forehead (measured on 57 photographs, SD 0.07)
_MOUTH_TO_FACE = 2.35  # chin to forehead by eyes to mouth (measured, median 2.45), for a box that the frame has cut
_HAIR = 0.15  # of the box's height: how far the head goes on above it
_USUAL_R0 = 0.58  # the median person looking at the camera (measured), where nobody has been calibrated
_DEGREES = 115.0  # of pitch by which the nose travels from eyes to mouth (measured)


class Measures(NamedTuple):
    """One face in its frame.

    ``face_height``: chin to forehead. ``eye_line``: from the top. ``offset_x``: from the middle, to the right as the
    camera sees it. ``headroom``: above the hair, negative when the head is cut. ``roll_deg``: clockwise, too.
    ``pitch_ratio``: see ``Axes.nose_down``; None where the head is turned too far to tell. ``pitch_deg``: the same in
    degrees, positive when the face looks down from the camera's line of sight. ``calibrated``: whether its zero is this
    person's own. ``yaw``: see ``Axes.nose_aside``.
    """

    face_height: float
    eye_line: float
    offset_x: float
    headroom: float
    roll_deg: float
    pitch_ratio: float | None
    pitch_deg: float | None
    calibrated: bool
    yaw: float


def measure(face: Face, width: int, height: int, calibration: Calibration | None = None) -> Measures:
    """The measures of a face in a frame of that many pixels."""
    axes, box, points = face_axes(face.landmarks, width, height), face.box, face.landmarks
    ratio = axes.nose_down if axes and axes.frontal else None
    r0 = calibration.r0 if calibration else _USUAL_R0
    return Measures(
        face_height=_face_height(face, axes, height),
        eye_line=(points.left_eye[1] + points.right_eye[1]) / 2,
        offset_x=box.x + box.w / 2 - 0.5,
        headroom=box.y - _HAIR * box.h,
        roll_deg=axes.roll_deg if axes else 0.0,
        pitch_ratio=ratio,
        pitch_deg=None if ratio is None else _DEGREES * (ratio - r0),
        calibrated=calibration is not None,
        yaw=axes.nose_aside if axes else 0.0,
    )


def _face_height(face: Face, axes: Axes | None, height: int) -> float:
    by_box = face.box.h / _BOX_TO_FACE
    return max(by_box, axes.mouth_below * _MOUTH_TO_FACE / height) if axes else by_box
