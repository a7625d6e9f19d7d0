"""What one look at the computer found, before it is posted as a reading."""

from typing import NamedTuple

from companion.readings import State
from companion.words import Message


class Finding(NamedTuple):
    """A state and the evidence for it."""

    state: State
    message: Message


def good(code: str, /, **params: object) -> Finding:
    """It is as it should be."""
    return Finding(State.GOOD, Message(code, params))


def not_right(code: str, /, **params: object) -> Finding:
    """It is not as it should be; the message says what to do."""
    return Finding(State.NOT_RIGHT, Message(code, params))


def cannot_tell(code: str, /, **params: object) -> Finding:
    """The computer cannot know: a person is asked."""
    return Finding(State.CANNOT_TELL, Message(code, params))
