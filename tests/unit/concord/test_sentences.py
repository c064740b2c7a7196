"""Sentences that know what they were filled from."""

import copy
import json
import pickle

from concord.sentences import Sentence

MADE = Sentence('The key "{key}" is used {n:,} times.', key="{odd}", n=2_000)


def test_a_sentence_is_the_filled_text_and_knows_its_parts() -> None:
    assert MADE == 'The key "{odd}" is used 2,000 times.'
    assert json.dumps([MADE]) == json.dumps([str(MADE)])
    assert MADE.template == 'The key "{key}" is used {n:,} times.'
    assert MADE.values == {"key": "{odd}", "n": 2_000}


def test_a_copy_of_a_sentence_can_be_translated_too() -> None:
    for again in (copy.deepcopy(MADE), pickle.loads(pickle.dumps(MADE))):  # noqa: S301 -- our own
        assert (again, again.template, again.values) == (MADE, MADE.template, MADE.values)
