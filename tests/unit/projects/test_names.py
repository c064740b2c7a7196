"""Which names would pass to another thing when a schema is written anew."""

from typing import Any

import pytest

from guildmark.projects.names import NameChange, name_changes, names_ever, names_in

OPTIONS = "/questions/wet/options"


def _asked(**options: str) -> dict[str, Any]:  # a schema, JSON
    """One question with these options: name by key."""
    rows = [{"key": key, "name": name} for key, name in options.items()]
    question = {"key": "wet", "text": "Wet?", "type": "choice", "required": True, "options": rows}
    return {"version": 1, "labels": [], "questions": [question]}


def _changes(*versions: dict[str, Any]) -> list[NameChange]:
    """Of the last one, as against those before; the oldest first."""
    *earlier, after = versions
    return name_changes(
        ever=names_ever(reversed(earlier)), in_force=names_in(earlier[-1]), after=names_in(after)
    )


@pytest.mark.parametrize(
    "after",
    [
        _asked(yes="Yes", no="No", part="In part"),
        _asked(part="In part", no="No"),
        _asked(no="No"),
        _asked(most="Mostly", no="No", part="In part"),
    ],
)
def test_order_deleting_and_adding_change_no_name(after: dict[str, Any]) -> None:
    assert _changes(_asked(no="No", part="In part"), after) == []


def test_a_new_name_for_a_key_is_a_change_and_moves_nothing() -> None:
    changes = _changes(_asked(no="No", part="In part"), _asked(no="No", part="Partly"))

    assert changes == [NameChange(OPTIONS, "part", "In part", "Partly", is_moved=False)]


@pytest.mark.parametrize(
    ("after", "moved"),
    [
        (_asked(no="In part", part="No"), {"no", "part"}),  # swapped
        (_asked(no="No", part="Mostly", part_2="In part"), {"part_2"}),  # by the place of the line
        (_asked(no="In part"), {"no"}),  # the one in the middle is gone
        (_asked(no=" in PART ", part="Rest"), {"no"}),
        (_asked(no="No", in_part="In part"), {"in_part"}),  # begun anew under another key
    ],
)
def test_a_name_that_was_another_keys_is_moved(after: dict[str, Any], moved: set[str]) -> None:
    changes = _changes(_asked(no="No", part="In part"), after)

    assert {change.key for change in changes if change.is_moved} == moved


def test_a_key_that_was_deleted_comes_back_as_the_same_thing_only() -> None:
    first, without = _asked(no="No", part="In part"), _asked(no="No", yes="Yes")

    same = _changes(first, without, _asked(no="No", part="In part"))
    another = _changes(first, without, _asked(no="No", part="Mostly"))

    assert same == []
    assert another == [NameChange(OPTIONS, "part", "In part", "Mostly", is_moved=True)]


def test_a_name_passes_to_another_key_also_where_its_own_gave_it_up_versions_ago() -> None:
    """In two saves: `no` gives up the name, later `part` takes it."""
    first = _asked(no="No", part="In part")
    second = _asked(no="Never", part="In part")

    given_up = _changes(first, second)
    taken = _changes(first, second, _asked(no="Never", part="No"))
    anew = _changes(first, second, _asked(no="Never", part="In part", no_2="NO"))

    assert [change.is_moved for change in given_up] == [False]
    assert taken == [NameChange(OPTIONS, "part", "In part", "No", is_moved=True)]
    assert anew == [NameChange(OPTIONS, "no_2", None, "NO", is_moved=True)]


def test_a_key_takes_a_name_of_its_own_back_and_moves_nothing() -> None:
    first, second = _asked(no="No", part="In part"), _asked(no="Never", part="In part")

    back = _changes(first, second, _asked(no="No", part="In part"))
    capitals = _changes(first, second, first, _asked(no="NO", part="In part"))

    assert back == [NameChange(OPTIONS, "no", "Never", "No", is_moved=False)]
    assert capitals == [NameChange(OPTIONS, "no", "No", "NO", is_moved=False)]


def test_labels_their_attributes_options_and_points_are_lists_of_their_own() -> None:
    """A name may stand in two lists; old schemas have neither attributes nor skeletons."""
    attribute = {"key": "side", "name": "Front", "options": [{"key": "front", "name": "Front"}]}
    hand = {
        "key": "hand",
        "name": "Hand",
        "attributes": [attribute],
        "skeleton": {"points": [{"key": "palm", "name": "Palm"}], "edges": []},
    }

    names = names_in({"labels": [hand, {"key": "coin", "name": "Coin"}], "questions": []})

    assert {path: held for path, held in names.items() if held} == {
        "/labels": {"hand": "Hand", "coin": "Coin"},
        "/labels/hand/points": {"palm": "Palm"},
        "/labels/hand/attributes": {"side": "Front"},
        "/labels/hand/attributes/side/options": {"front": "Front"},
    }
