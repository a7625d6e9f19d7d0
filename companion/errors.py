"""The family of things that can go wrong and that a person is told about."""

from typing import Any

from companion.words import Message, sentence


class Problem(Exception):
    """Something went wrong; ``message`` is one clear sentence that says what to do.

    Subclasses name the kind, so that callers can tell them apart; the words stand in ``resources/words``.
    """

    def __init__(self, code: str, /, **params: Any) -> None:
        self.message = Message(code, params)
        super().__init__(code)

    def __str__(self) -> str:
        return sentence(self.message)
