"""A list of objects is read quickly where it is as usual, and the same where it is not."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.formats.predictions import streams
from concord.formats.predictions.content import NotRead
from concord.formats.predictions.streams import element_blocks, list_elements

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
ROWS = st.lists(st.dictionaries(st.sampled_from(["a", "},{", "]"]), VALUES), max_size=8)


class Trickle(io.BytesIO):
    """A file that gives so many bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self._size = size

    def read(self, size: int | None = -1, /) -> bytes:
        """The next few."""
        return super().read(self._size)


def as_one_reads_it(text: str) -> list[tuple[int, Any]]:
    """(line, object) as Python's own reader has them. Any: JSON."""
    decoder, at = json.JSONDecoder(), text.index("[") + 1
    found: list[tuple[int, Any]] = []
    while True:
        while text[at] in ", \t\r\n":
            at += 1
        if text[at] == "]":
            return found
        value, end = decoder.raw_decode(text, at)
        found.append((text.count("\n", 0, at) + 1, value))
        at = end


@given(
    rows=ROWS,
    indent=st.sampled_from([None, 0, 1]),
    between=st.sampled_from([",", " ,\n", ",\n\n"]),
    size=st.integers(1, 400),
)
def test_objects_and_lines_are_the_same_whatever_the_blocks(
    rows: list[dict[str, Any]], indent: int | None, between: str, size: int
) -> None:
    written = between.join(json.dumps(row, indent=indent) for row in rows)
    text = f"\n [{written}\n]\n"

    found = list(list_elements(Trickle(text.encode(), size)))

    assert found == as_one_reads_it(text)


def test_what_only_python_takes_for_json_is_read_too() -> None:
    text = '[{"score": NaN}, {"name": "\\ud800"}, , {"last": 1}] what follows is not looked at'

    found = [value for _, value in list_elements(Trickle(text.encode(), 1000))]

    assert [list(one) for one in found] == [["score"], ["name"], ["last"]]


def test_a_list_that_breaks_off_says_on_which_line() -> None:
    with pytest.raises(NotRead, match="line 3 is not JSON"):
        list(list_elements(io.BytesIO(b'[{"a": 1},\n{"a": 2},\n{"a": ')))


@pytest.mark.parametrize("content", [b"", b" \n\t"])
def test_nothing_is_no_list_that_does_not_end(content: bytes) -> None:
    with pytest.raises(NotRead, match="The file is empty"):
        list(list_elements(io.BytesIO(content)))


def test_a_usual_file_is_not_read_object_by_object(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError

    rows = [{"image_id": n, "segmentation": {"size": [4, 5], "counts": "0"}} for n in range(50)]
    monkeypatch.setattr(streams, "_decoded", fail)

    found = list(element_blocks(Trickle(json.dumps(rows).encode(), 700)))

    assert [row for some in found for row in some.values] == rows
    assert len(found) > 3
