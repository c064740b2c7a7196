"""Whoever the demonstration sends into a quiz can answer whatever it may ask in words."""

import pytest

from guildmark.demo.seed.guidelines import COINS_ASKED, Asked
from guildmark.training.written import answer_problems, is_right, question_problems, right_answer

#: Of a question that counts what is on its picture.
COUNTED = {"value": 3, "tolerance": 0}


@pytest.mark.parametrize("one", COINS_ASKED, ids=lambda one: one.asked["text"])
def test_what_is_known_is_said_as_an_answer(one: Asked) -> None:
    known = COUNTED if one.counts_picture else one.known

    said = right_answer(one.asked, known)

    assert question_problems(one.asked, known) == ()
    assert answer_problems(one.asked, said) == ()
    assert is_right(one.asked, known, said)


def test_every_kind_of_question_in_words_is_among_them() -> None:
    assert {one.asked["type"] for one in COINS_ASKED} == {"single", "several", "order", "number"}
