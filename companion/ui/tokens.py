"""The colour table: one row a token, light and dark. Contrast is held by a test, not by eye."""

_TABLE = """
canvas        EAEFEE 0C1315
sheet         FFFFFF 141E21
sunken        F3F6F5 1B272A
ink           13262B E7EFEE
ink2          4A5C61 A8B9BB
line          D9E1E0 2A393D
edge          718488 768C91
petrol        0C5A63 7ECBD0
petrol-hover  094850 98DADE
petrol-press  07393F 66B4BB
on-petrol     FFFFFF 05282C
petrol-soft   DCECEB 1B383C
gold          F0B02F F2BC4E
gold-edge     9A6700 D9A032
gold-text     6B4800 F6CE7D
gold-soft     FDF1D6 382C13
good          1B6A46 82D1A3
good-soft     E1F1E8 1A3427
brick         A32F29 F49D93
brick-hover   8A2520 F7B3AB
on-brick      FFFFFF 3A0D09
brick-soft    FBE7E4 42211E
dusk          4F3D7C C4B4EF
dusk-hover    3F3065 D4C8F4
on-dusk       FFFFFF 1F1637
dusk-canvas   E4DFF0 191526
"""

_ROWS = [line.split() for line in _TABLE.split("\n") if line]
LIGHT = {name: f"#{light}" for name, light, _ in _ROWS}
DARK = {name: f"#{dark}" for name, _, dark in _ROWS}

# Text role: size in px at the usual system text size, weight, letter spacing in px.
ROLES = {
    "display": (40, 600, -0.8),
    "heading": (26, 600, -0.4),
    "heading-narrow": (22, 600, -0.3),
    "medium": (20, 600, -0.2),
    "section": (17, 600, -0.1),
    "body": (15, 400, 0.0),
    "strong": (15, 600, 0.0),
    "small": (13, 400, 0.0),
    "small-strong": (13, 600, 0.0),
}

# Lengths in px at the usual text size.
NARROW = 860  # window width under which the rail shrinks and rows stack
COMPACT_HEIGHT = 520  # window height under which a page scrolls as one
TARGET = 32  # the smallest thing a finger or an unsteady hand must hit
