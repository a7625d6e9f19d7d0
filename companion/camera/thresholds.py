"""Every threshold that framing and light are judged by, with its unit and where it comes from: the one table.

"convention": camera-work convention (eyes on the upper third, a little headroom) and the measures of ISO/IEC 29794-5.
"measured": on frames of known geometry and light, made from eleven faces of light and dark skin, with a margin;
``tests/benchmarks/framing.py`` does it again with the one face that is free for all to use.
"""


class Limit(float):
    """A number that says what it counts and why it is this one."""

    unit: str
    source: str

    def __new__(cls, value: float, unit: str, source: str) -> "Limit":
        made = super().__new__(cls, value)
        made.unit, made.source = unit, source
        return made


_HEIGHT, _WIDTH, _BRIGHT = "of the frame's height", "of the frame's width", "brightness, 0 to 1"

FACE_LEAST = Limit(0.25, _HEIGHT, "convention: chin to forehead at least a quarter, or the face cannot be read")
FACE_MOST = Limit(0.50, _HEIGHT, "convention: head and shoulders; above half of it the shoulders are gone")
EYES_HIGHEST = Limit(0.30, _HEIGHT, "convention: upper third; above, the hair is cut")
EYES_LOWEST = Limit(0.45, _HEIGHT, "convention: upper third; below, it is mostly ceiling")
MIDDLE = Limit(0.12, _WIDTH, "convention: either side of the middle")
ROLL = Limit(8.0, "degrees", "convention: either way; less than that nobody notices")

PITCH = Limit(12.0, "degrees", "measured: the sign of the pitch is right in 97 % beyond 12 degrees")
PITCH_HINT = Limit(6.0, "degrees", "measured: twice the error of a calibrated pitch, 2.7 degrees")

PRESENT = Limit(0.4, "of the largest face's height", "geometry: at 2.5 times the distance nobody sits in the call")
PRESENT_LEAST = Limit(0.08, _HEIGHT, "measured: smaller faces are found by chance; a picture on a wall is no larger")

DARK_FACE = Limit(0.32, _BRIGHT, "measured: brightest tenth of the face; a light face at 0.4 of plain light")
DARK_SCENE = Limit(0.22, _BRIGHT, "measured: median behind the person; a dark face in plain light leaves twice that")
DARK_LIGHTS = Limit(0.30, _BRIGHT, "measured: brightest tenth behind, or what is worn: whether light falls anywhere")

WINDOW = Limit(0.25, "of the background", "measured: as bright as a window, so that the camera turns the face down")
WINDOW_FACE = Limit(0.42, _BRIGHT, "measured: brightest tenth of the face before a window")
WINDOW_TIMES = Limit(2.5, "times the face", "measured: brightest tenth behind; a dark face in plain light: 1.8")
BRIGHT_WALL = Limit(0.78, _BRIGHT, "measured: median behind the person; a white wall in plain light stays below")
BRIGHT_WALL_FACE = Limit(0.28, _BRIGHT, "measured: brightest tenth of the face before it")
BRIGHT_WALL_TIMES = Limit(3.0, "times the face", "measured: median behind by the face")
LIT_BODY = (
    Limit(0.35, _BRIGHT, "measured: clothes as bright as this have light on them, whatever the face's colour"),
    Limit(0.75, _BRIGHT, "measured: brighter ones may be the window itself"),
)
BURNT_OUT = Limit(0.30, "of the face", "measured: white without drawing; a light face at 1.4 times plain light")
UNEVEN = Limit(0.40, "darker half by the brighter", "measured: plain light 0.65 and more; skin plays no part")

BLURRED = Limit(0.80, "0 sharp to 1 blurred", "measured: from a smear of 2 % of the face on; sharp faces 0.78")
SMEARED = Limit(0.20, "difference of directions", "measured: blurred evenly 0.12 (median), moved 0.14 to 0.36")
BUSY = Limit(0.30, "of the background", "measured: edges; walls and curtains below, shelves and brick above")
DIM = Limit(0.45, _BRIGHT, "measured: brightest tenths below this at 0.6 of plain light, where cameras expose longer")
NOTHING_SEEN = Limit(0.12, _BRIGHT, "measured: brightest tenth at 0.15 of plain light, where faces begin to be lost")
