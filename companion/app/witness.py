"""Posts what is seen while somebody looks, and says when nobody looks any more."""

from collections.abc import Callable
from datetime import datetime, timedelta

from companion.readings import Board, Reading, State
from companion.words import Message

_RENEW = timedelta(seconds=30)
"""An unchanged sight is posted again after so long: its time is what people read, and its evidence may have moved."""


class Witness:
    """For one part of the app. ``session`` names the meeting of the moment: what is seen is seen for that one."""

    def __init__(self, board: Callable[[], Board], session: Callable[[], str], now: Callable[[], datetime]) -> None:
        self._board, self._session, self._now = board, session, now
        self._posted: dict[str, Reading] = {}

    def see(self, subject: str, state: State, message: Message) -> None:
        """Something is so now; told where it is news, or was told a while ago."""
        reading = Reading(subject, state, message, self._now(), session=self._session())
        if self._is_news(reading):
            self._posted[subject] = reading
            self._board().post(reading)

    def look_away(self, message: Message) -> None:
        """Nobody looks any more: what was good is left as seen, what was not right stays so until it is too old."""
        before, self._posted = self._posted, {}
        for reading in before.values():
            if reading.state == State.GOOD:
                away = Reading(reading.subject, State.CANNOT_TELL, message, self._now(), session=reading.session)
                self._board().post(away)

    def _is_news(self, reading: Reading) -> bool:
        last = self._posted.get(reading.subject)
        if last is None:
            return True
        known = (last.state, last.message.code, last.session) == (reading.state, reading.message.code, reading.session)
        return not known or not timedelta(0) <= reading.seen_at - last.seen_at < _RENEW
