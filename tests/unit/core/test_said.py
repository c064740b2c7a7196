"""Sentences that are kept: they come back with their parts, and are said in any language."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from concord.sentences import Sentence, joined, made_of, parts_of
from guildmark.core.said import from_column, said_in, to_column, told, with_parts

CHECKS = (
    "{total} of the last {n} checks were right: {value:.2f} at best, and {threshold:.2f} is asked "
    "for."
)
FIRED = Sentence(CHECKS, total=0, n=5, value=0.35, threshold=0.7)


def test_a_kept_sentence_is_said_in_the_readers_language_with_its_numbers() -> None:
    kept = to_column(joined(Sentence("Pass the quiz of this project again first."), FIRED))

    with override("es"):
        said = told(from_column(kept))

    assert said == (
        "Supera primero de nuevo la prueba de este proyecto. 0 de los últimos 5 controles estaban "
        "bien: 0,35 en el mejor caso, y se pide 0,70."
    )
    assert kept.startswith("Pass the quiz of this project again first. 0 of the last 5 checks")


def test_a_name_in_a_sentence_is_left_as_it_is() -> None:
    with override("es"):
        said = told(Sentence("You are in: {}", "Portugal"))

    assert said == "Ya estás dentro: Portugal"


def test_an_event_keeps_its_english_and_its_parts() -> None:
    payload = with_parts({"reason": FIRED, "note": "Look again."})

    assert payload["reason"] == str(FIRED)
    assert parts_of(said_in(payload, "reason")) == parts_of(FIRED)  # type: ignore[arg-type]
    assert said_in(payload, "note") == "Look again."


@pytest.mark.parametrize("parts", [(), ("", ""), ("", "Alone.", "")])
def test_what_says_nothing_is_left_out(parts: tuple[str, ...]) -> None:
    assert joined(*parts) == "".join(parts)


@given(st.text())
def test_what_a_person_wrote_is_never_taken_for_a_sentence(text: str) -> None:
    """Nor is a text that looks like what is kept of one: a template of theirs would be filled."""
    forged = f"{text}\x1e{{}}\x1e"

    assert type(from_column(to_column(text))) is str
    assert (from_column(to_column(text)), from_column(to_column(forged))) == (text, forged)


@given(st.text(), st.integers(), st.floats(allow_nan=False), st.text())
def test_a_sentence_comes_back_whole(word: str, count: int, size: float, name: str) -> None:
    inner = Sentence("{word} {count}", word=word, count=count)
    made = Sentence("{}, {size:.3f}, {name}", inner, size=size, name=name)

    back = from_column(to_column(made))

    assert (back, type(back)) == (made, Sentence)
    assert parts_of(made_of(parts_of(made))) == parts_of(made)
