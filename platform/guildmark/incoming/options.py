"""What was chosen for an import of labels, as its row keeps it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Options:
    """`is_hidden`: gold checks, it does not teach. `is_zero_based`: VOC edges count from 0.

    `question`: the key of the one that classes of pictures answer, empty where there is none.
    """

    is_hidden: bool = True
    is_zero_based: bool = False
    question: str = ""

    def as_json(self) -> dict[str, bool | str]:
        """The form of the row."""
        return asdict(self)


def options_of(value: Mapping[str, Any]) -> Options:
    """From the row: JSON that `as_json` wrote."""
    return Options(**value)
