"""What follows from what happens to a camera: which format is taken, when silence means that it stalled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.camera.device_state import SILENT_AFTER, Format, Status, Watchdog, best_format

RAW_720, JPEG_720 = Format(1280, 720, 30), Format(1280, 720, 30, compressed=True)
sizes = st.sampled_from([0, 120, 240, 360, 480, 640, 720, 960, 1080, 1280, 1920, 2160, 3840])
formats = st.builds(
    Format, sizes, sizes, st.sampled_from([0.0, 5.0, 7.5, 10.0, 15.0, 20.0, 24.0, 29.97, 30.0, 60.0]), st.booleans()
)


@pytest.mark.parametrize(
    ("wanted", "other"),
    [
        (RAW_720, Format(1920, 1080, 30)),
        (RAW_720, Format(640, 480, 30)),
        (RAW_720, Format(1920, 1080, 60, compressed=True)),
        (RAW_720, JPEG_720),
        (JPEG_720, Format(1280, 720, 10)),
        (JPEG_720, Format(1280, 720, 20)),
        (Format(1280, 720, 29.97), JPEG_720),
        (Format(1280, 720, 60), JPEG_720),
        (Format(640, 480, 30), Format(1280, 720, 5)),
        (Format(640, 480, 30), Format(320, 240, 30)),
        (Format(640, 480, 15), Format(320, 240, 15)),
        (Format(1920, 1080, 30), Format(3840, 2160, 30)),
        (Format(720, 1280, 30), Format(640, 480, 30)),
    ],
)
def test_720p_at_30_is_preferred_and_the_nearest_to_it_accepted(wanted: Format, other: Format) -> None:
    assert best_format([wanted, other]) == 0
    assert best_format([other, wanted]) == 1


@given(st.lists(formats, max_size=12))
def test_there_is_an_answer_wherever_a_camera_has_a_format(rows: list[Format]) -> None:
    usable = [each for each in rows if each.width and each.height]
    index = best_format(rows)
    if not usable:
        assert index == -1
        return
    best = rows[index]
    assert best.width and best.height
    assert not [
        each
        for each in usable
        if each[:2] == best[:2] and each.compressed == best.compressed and each.rate > best.rate and best.rate < 29
    ]


@given(st.lists(formats, max_size=12))
def test_nothing_outdoes_720p_at_30_without_compression(rows: list[Format]) -> None:
    best = [*rows, RAW_720][best_format([*rows, RAW_720])]
    assert best.width * best.height == 1280 * 720 and best.rate > 29 and not best.compressed


@given(st.lists(st.one_of(st.none(), st.floats(0, 6)), max_size=30))
def test_silence_counts_from_the_start_or_the_last_frame(pauses: list[float | None]) -> None:
    """None stands for a stop and a new start."""
    watchdog, now = Watchdog(), 0.0
    watchdog.start(now)
    for pause in pauses:
        if pause is None:
            watchdog.stop()
            assert not watchdog.is_silent(now + 100)
            watchdog.start(now)
        else:
            now += pause
            assert watchdog.is_silent(now) == (pause > SILENT_AFTER)
            watchdog.frame(now)


def test_nobody_waits_for_a_camera_that_was_never_started() -> None:
    assert not Watchdog().is_silent(1e9)


def test_trying_again_is_for_what_may_pass_by_itself() -> None:
    assert {status for status in Status if status.retries} == {Status.BUSY, Status.STALLED, Status.REFUSED}
