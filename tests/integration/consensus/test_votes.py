"""One value from several answers, by counting."""

from dataclasses import replace

import pytest

from concord.documents import Field, Tolerance, compile_schema
from guildmark.consensus.consolidation import merge_schemas
from guildmark.consensus.queries.voices import is_same_value
from guildmark.consensus.votes import Verdict, vote_on


def _field(kind: str, *options: str) -> Field:
    question = {"key": "q", "text": "Q?", "type": kind, "required": True}
    if options:
        question["options"] = [{"key": key, "name": key.title()} for key in options]
    definition = {"version": 1, "labels": [], "questions": [question]}
    return compile_schema(definition).questions["q"]


def test_the_choice_of_most_wins_with_their_share() -> None:
    verdict = vote_on(_field("choice", "brick", "grass"), ["grass", "brick", "grass", "grass"])

    assert verdict == Verdict("grass", 0.75, is_tie=False)


def test_a_tie_is_said_and_goes_to_the_first_option_of_the_schema() -> None:
    verdict = vote_on(_field("choice", "brick", "grass"), ["grass", "brick"])

    assert verdict == Verdict("brick", 0.5, is_tie=True)


def test_several_choices_are_voted_on_one_by_one() -> None:
    verdict = vote_on(
        _field("choices", "wet", "dark", "old"), [["wet", "old"], ["wet"], ["wet", "dark"]]
    )

    assert verdict.value == ["wet"]
    assert verdict.probability == pytest.approx(2 / 3)
    assert not verdict.is_tie


def test_text_is_the_same_up_to_case_and_spaces() -> None:
    verdict = vote_on(_field("text"), ["A  coin", "two", "a coin"])

    assert verdict == Verdict("A  coin", 2 / 3, is_tie=False)


def test_of_numbers_it_is_the_middle_one_that_somebody_gave() -> None:
    assert vote_on(_field("number"), [3.0, 100.0, 4.0]) == Verdict(4.0, 1 / 3, is_tie=False)
    assert vote_on(_field("number"), [3.0, 4.0]).value == 3.0


@pytest.mark.parametrize("tolerance", [Tolerance(0.1), Tolerance(0.1, is_relative=True)])
def test_a_number_on_the_edge_of_the_tolerance_says_the_same(tolerance: Tolerance) -> None:
    field = replace(_field("number"), tolerance=tolerance)

    verdict = vote_on(field, [1.0, 1.0, 1.1, 1.2])

    assert verdict == Verdict(1.0, 0.75, is_tie=False)
    assert is_same_value(1.1, 1.0, {"tolerance": 0.1})
    assert not is_same_value(1.2, 1.0, {"tolerance": 0.1})


def test_yes_and_no_are_no_text() -> None:
    assert vote_on(_field("boolean"), [True, False, True]).value is True


def _definition(*labels: str, options: tuple[str, ...] = ("a", "b")) -> dict[str, object]:
    return {
        "version": 1,
        "labels": [{"key": key, "name": key, "color": "#000000", "kind": "box"} for key in labels],
        "questions": [
            {
                "key": "q",
                "text": "Q?",
                "type": "choice",
                "required": True,
                "options": [{"key": key, "name": key} for key in options],
            }
        ],
    }


def test_versions_of_a_schema_are_merged_the_newest_first() -> None:
    old = compile_schema(_definition("coin", "token", options=("a", "b", "c")))
    new = compile_schema(_definition("note", "coin"))

    merged = merge_schemas([new, old])

    assert list(merged.labels) == ["note", "coin", "token"]
    assert set(merged.questions["q"].options) == {"a", "b", "c"}
