"""JSON that is written."""

import json

import pytest

from guildmark.core.rendering import json_bytes


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (2**63 - 1, 2**63 - 1),
        (-(2**63), -(2**63)),
        (10**20, 1e20),
        (-(10**300), -1e300),
        (10**400, str(10**400)),
    ],
    ids=["largest", "least", "beyond", "far below", "beyond doubles"],
)
def test_every_integer_of_the_database_has_a_json_form(number: int, said: object) -> None:
    content = {"held": [{"value": number, "key": "shoe"}], "is_kept": True}

    read = json.loads(json_bytes(content))

    assert read == {"held": [{"value": said, "key": "shoe"}], "is_kept": True}


def test_what_has_no_json_form_is_still_an_error() -> None:
    with pytest.raises(TypeError):
        json_bytes({"value": object()})
