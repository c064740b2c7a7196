"""What changed in a guideline, as people read it."""

from hypothesis import given
from hypothesis import strategies as st

from guildmark.projects.differences import Line, differences


def told(lines: list[Line]) -> list[tuple[str, str]]:
    """Kind and text; words that came in {}, words that went in []."""
    marks = {"same": "{}", "added": "{{{}}}", "removed": "[{}]"}
    return [
        (line.kind, "".join(marks[piece.kind].format(piece.text) for piece in line.pieces))
        for line in lines
    ]


def test_a_changed_word_is_marked_in_its_line() -> None:
    before = "# Coins\n\nDraw a box around every coin.\n\nLeave out notes."
    after = "# Coins\n\nDraw a tight box around every coin.\n\nLeave out notes.\n\nSkip blur."

    assert told(differences(before, after)) == [
        ("same", "# Coins"),
        ("changed", "Draw a{ tight} box around every coin."),
        ("same", "Leave out notes."),
        ("added", "{Skip blur.}"),
    ]


def test_what_is_far_from_a_change_is_left_out() -> None:
    lines = [f"Line {number}" for number in range(9)]

    found = told(differences("\n".join(lines), "\n".join([*lines[:4], *lines[5:]])))

    assert found == [
        ("gap", ""),
        ("same", "Line 3"),
        ("removed", "[Line 4]"),
        ("same", "Line 5"),
        ("gap", ""),
    ]


TEXTS = st.lists(st.sampled_from(["a b", "b c", "c d e", "", "f"]), max_size=8).map("\n".join)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_difference(before: str, after: str) -> None:
    lines = differences(before, after)
    if any(line.kind == "gap" for line in lines) or not lines:
        return
    sides: dict[str, list[str]] = {"removed": [], "added": []}
    for side, found in sides.items():
        for line in lines:
            kept = [piece.text for piece in line.pieces if piece.kind in {"same", side}]
            if kept:
                found.append("".join(kept))

    assert sides["removed"] == [line for line in before.splitlines() if line]
    assert sides["added"] == [line for line in after.splitlines() if line]
