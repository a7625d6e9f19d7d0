"""One picture, judged: the very same for still pictures and live frames."""

from typing import NamedTuple

from companion.camera.calibration import Calibration
from companion.camera.face import Face
from companion.camera.finder import Finder, Image
from companion.camera.judgement import Judgement, judge
from companion.camera.light import Light, measure_light
from companion.camera.measures import Measures, measure


class Checked(NamedTuple):
    """What was found in a picture, the largest face first, and what is made of it."""

    faces: tuple[Face, ...]
    judgement: Judgement
    measures: Measures | None
    light: Light


def check(image: Image, finder: Finder, calibration: Calibration | None = None, careful: bool = True) -> Checked:
    """Judge a picture; ``careful`` for stills, without it for live frames."""
    faces = finder.find(image, careful=careful)
    height, width = image.shape[:2]
    measures = measure(faces[0], width, height, calibration) if faces else None
    light = measure_light(image, faces[0] if faces else None)
    return Checked(tuple(faces), judge(faces, measures, light), measures, light)
