"""Every POST that creates, sent three times at the same moment with one key: one effect.

With real connections and real commits. One after the other they are sent in `test_access`.
"""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.api.access import Asker
from tests.api.test_access import (
    CREATING,
    ENTRIES,
    Route,
    Walk,
    _fresh,
    _row_counts,
    _send,
    _sender,
    _with_key,
)
from tests.at_once import at_once

TIMES = 3


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("route", sorted(CREATING), ids=" ".join)
def test_three_at_once_with_one_key_have_one_effect_and_one_answer(
    route: Route, tmp_path: Path
) -> None:
    access, walk = ENTRIES[route], _fresh(route, tmp_path)
    assert access.body is not None
    sender = _sender(access)
    access.body(walk.world)  # what the body names exists before the first count
    before, of_one = _row_counts(), _counts_after_one(walk, route, sender)

    answers = at_once(TIMES, lambda _: _sent(walk, route, sender, "one-key"))

    assert [answer.status_code // 100 for answer in answers] == [2] * TIMES
    assert len({answer.content for answer in answers}) == 1
    assert before != of_one
    assert _row_counts() == of_one


def _counts_after_one(walk: Walk, route: Route, sender: Asker) -> dict[str, int]:
    """How much there would be of everything after one request, which is taken back."""
    with transaction.atomic():
        _sent(walk, route, sender, "taken-back")
        counts = _row_counts()
        transaction.set_rollback(True)
    return counts


# Any: the test client answers with what a view answers.
def _sent(walk: Walk, route: Route, sender: Asker, key: str) -> Any:
    access = ENTRIES[route]
    client = _with_key(walk.client(sender, access), key)
    return _send(client, route, walk.paths[route], access, walk.world)
