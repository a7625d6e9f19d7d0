"""Who to turn to: the Mentor Coordinator, and lines that help."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """The Mentor Coordinator (G12, G26). What is not known is ""; ``hours`` says when they answer."""

    name: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""

    @property
    def reachable(self) -> bool:
        """Whether there is a way to reach them."""
        return bool(self.phone or self.email)


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A line that helps (G11). ``who`` says for whom it is, ``note`` what else to know; what it lacks is ""."""

    name: str
    phone: str = ""
    who: str = ""
    note: str = ""
    url: str = ""
