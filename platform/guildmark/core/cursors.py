"""Lists that go on where the last page ended: a cursor says where, as a text that nobody reads."""

import base64
import binascii
import json
from collections.abc import Callable
from typing import Any, TypeVar

from guildmark.core.errors import FieldProblem, WrongInput

Value = TypeVar("Value")


def cursor_after(value: str | float, row_id: int) -> str:
    """The cursor of the page behind a row: by what rows are sorted, and its id."""
    return base64.urlsafe_b64encode(json.dumps([value, row_id]).encode()).decode()


# Any: from somebody else's text; `read` looks at it.
def read_cursor(cursor: str, read: Callable[[Any], Value]) -> tuple[Value, int]:
    """What a cursor says. `read` raises ValueError or TypeError for no value of the list.

    Raises WrongInput.
    """
    try:
        said, row_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        value = read(said)
        if not isinstance(row_id, int):
            raise TypeError(row_id)
    except (binascii.Error, ValueError, TypeError) as error:
        problem = FieldProblem("cursor", "unknown", "This is no cursor of this list. Begin again.")
        raise WrongInput(errors=(problem,)) from error
    return value, row_id
