"""What a camera delivers becomes one small colour picture: every format, any size, and nothing that is broken."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from companion.camera.pixels import LONG_SIDE, READERS, BrokenFrame, Image, Raw, read
from tests.camera.encoding import BLOCK, KINDS, blocks, encode, grey_of

RAW_KINDS = [kind for kind in KINDS if kind != "jpeg"]
kinds, raw_kinds = st.sampled_from(KINDS), st.sampled_from(RAW_KINDS)


def centres(picture: Image, side: int = BLOCK) -> Image:
    """The middle of each whole square of ``blocks``: what compression and shrinking leave as it was."""
    return picture[side // 2 :: side, side // 2 :: side]


def assert_same(found: Image, wanted: Image, most: int = 4) -> None:
    """Alike to the eye: rounding apart, and the last line of an odd picture."""
    assert found.dtype == np.uint8
    assert all(0 <= one - other <= 1 for one, other in zip(wanted.shape, found.shape, strict=True))
    height, width = found.shape[:2]
    assert np.abs(found.astype(int) - wanted[:height, :width]).max() <= most


def seen_by(kind: str, picture: Image) -> Image:
    return grey_of(picture) if kind == "grey" else picture


def test_every_format_has_been_thought_of_here() -> None:
    assert set(KINDS) == set(READERS)


@given(raw_kinds, st.integers(2, 60), st.integers(2, 60), st.integers(0, 17), st.booleans(), st.integers(0, 99))
def test_every_format_at_any_size_is_read_as_it_was_written(
    kind: str, width: int, height: int, padding: int, full_range: bool, seed: int
) -> None:
    picture = blocks(width, height, seed, side=2)
    found = read(encode(kind, picture, padding, full_range=full_range))
    assert_same(found, seen_by(kind, picture))


@given(st.integers(1, 8), st.integers(1, 8), st.integers(0, 99))
def test_compressed_pictures_too(across: int, down: int, seed: int) -> None:
    picture = blocks(across * 16, down * 16, seed, side=16)
    assert_same(centres(read(encode("jpeg", picture)), 16), centres(picture, 16), most=10)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("size", "wanted"), [((1280, 720), 2), ((2560, 1440), 4), ((720, 1280), 2), ((1281, 721), 2)])
def test_large_pictures_come_smaller_and_with_the_same_colours(kind: str, size: tuple[int, int], wanted: int) -> None:
    side = 16 * wanted
    picture = seen_by(kind, blocks(*size, side=side))
    found = read(encode(kind, picture))
    assert abs(found.shape[1] - size[0] / wanted) <= 1 and abs(found.shape[0] - size[1] / wanted) <= 1
    ours, theirs = centres(found, 16), centres(picture, side)
    assert_same(ours, theirs[: len(ours), : ours.shape[1]], most=10)


@given(st.integers(2, 6000), st.integers(2, 40))
def test_the_long_side_is_enough_for_the_detector_and_no_more(long: int, short: int) -> None:
    for width, height in ((long, short), (short, long)):
        found = read(Raw("grey", width, height, (bytes(width * height),), (width,)))
        side = max(found.shape[:2])
        whole = max(long, short)
        assert side == whole if whole < 2 * LONG_SIDE else LONG_SIDE <= side < 2 * LONG_SIDE


@given(st.sampled_from([0, 90, 180, 270]), st.booleans(), st.integers(2, 30), st.integers(2, 30))
def test_a_picture_is_turned_upright_and_what_was_swapped_is_swapped_back(
    turn: int, mirrored: bool, width: int, height: int
) -> None:
    picture = blocks(width, height, side=1)
    found = read(encode("bgra", picture)._replace(rotation=turn, mirrored=mirrored))
    upright = np.rot90(picture, -turn // 90)
    assert np.array_equal(found, upright[:, ::-1] if mirrored else upright)


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_is_ours_when_the_frame_is_gone(kind: str) -> None:
    """A frame's memory is taken back by Qt once it was read."""
    whole = encode(kind, blocks(64, 48))
    memory = tuple(bytearray(plane) for plane in whole.planes)
    found = read(whole._replace(planes=memory))
    before = found.copy()
    for plane in memory:
        plane[:] = bytes(len(plane))
    assert np.array_equal(found, before)


@given(raw_kinds, st.integers(2, 40), st.integers(2, 40), st.data())
def test_a_frame_that_is_cut_short_is_broken_and_nothing_else(
    kind: str, width: int, height: int, data: st.DataObject
) -> None:
    whole = encode(kind, blocks(width // 2 * 2, height // 2 * 2))
    which = data.draw(st.integers(0, len(whole.planes) - 1))
    left = data.draw(st.integers(0, len(whole.planes[which]) - 1))
    planes = tuple(plane[:left] if index == which else plane for index, plane in enumerate(whole.planes))
    with pytest.raises(BrokenFrame):
        read(whole._replace(planes=planes))


@given(kinds, st.integers(2, 40), st.integers(2, 40))
def test_a_plane_that_is_missing_is_a_broken_frame(kind: str, width: int, height: int) -> None:
    whole = encode(kind, blocks(width, height))
    with pytest.raises(BrokenFrame):
        read(whole._replace(planes=whole.planes[:-1], strides=whole.strides[:-1]))


@given(
    st.one_of(kinds, st.text(max_size=5)),
    st.integers(-2, 40),
    st.integers(-2, 40),
    st.lists(st.binary(max_size=4000), max_size=4),
    st.lists(st.integers(-90, 200), min_size=4, max_size=4),
)
def test_rubbish_is_a_picture_or_broken_and_never_a_crash(
    kind: str, width: int, height: int, planes: list[bytes], strides: list[int]
) -> None:
    try:
        found = read(Raw(kind, width, height, tuple(planes), tuple(strides)))
    except BrokenFrame:
        return
    assert found.ndim == 3 and found.shape[2] == 3 and found.dtype == np.uint8


@given(st.binary(min_size=1, max_size=300), st.integers(0, 2000))
def test_damaged_compressed_pictures_are_pictures_or_broken(damage: bytes, at: int) -> None:
    whole = encode("jpeg", blocks(64, 48)).planes[0]
    assume(at < len(whole))
    try:
        found = read(Raw("jpeg", 64, 48, (whole[:at] + damage + whole[at + len(damage) :],), (0,)))
    except BrokenFrame:
        return
    assert found.ndim == 3 and found.shape[2] == 3
