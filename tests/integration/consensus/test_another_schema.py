"""Another version of the schema: labels are made anew by it, and soon."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.consensus import actions
from guildmark.consensus.actions.running import fitted, refit
from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.projects.actions import create_schema_version
from tests.factories import consensus, work
from tests.factories.consensus import box, document
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
SOON = timedelta(minutes=2)
STATE: dict[str, Any] = {  # a field of a schema, JSON
    "key": "state",
    "text": "How is it?",
    "type": "choice",
    "required": True,
    "options": [{"key": key, "name": key.title()} for key in ("good", "fair", "bad")],
}
COUNT: dict[str, Any] = {"key": "count", "text": "How many?", "type": "number", "required": True}
#: An attribute is a field as well; it has a name instead of a text.
LABEL: dict[str, Any] = {
    "key": "coin",
    "name": "Coin",
    "color": "#30C7D2",
    "kind": "box",
    "attributes": [
        {key: STATE[key] for key in ("key", "type", "required", "options")} | {"name": "State"}
    ],
}
ASKED = {"version": 1, "labels": [LABEL], "questions": [STATE, COUNT]}
TOLERANCE = {"value": 2.0, "is_relative": False}
ORDERED = {"is_ordered": True, "tolerance": None}


def _says(person: int, item_id: int) -> dict[str, Any]:  # an annotation document
    shape = box(20, 30) | {"attributes": {"state": "good"}}
    answers = {"state": ("good", "fair", "bad")[person % 3], "count": 10.0 + person}
    return document(shape, answers=answers)


@pytest.fixture
def place() -> Workplace:
    """A project of twelve answered pictures, of which nobody agrees how they are."""
    made = work.workplace(items=12)
    made.project.schema_versions.update(definition=ASKED)
    return consensus.labelled(place=made, says=_says)


def _publish(place: Workplace, **changed: Any) -> None:  # of a schema, JSON
    create_schema_version(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        definition={**ASKED, **changed},
        now=clock.now(),
    )


def _due(after: timedelta = SOON) -> int:
    return actions.request_due_runs(now=clock.now() + after)


@pytest.mark.parametrize(
    "changed",
    [
        {"questions": [STATE | ORDERED, COUNT]},
        {"questions": [STATE, COUNT | {"tolerance": TOLERANCE}]},
        {"labels": [LABEL | {"attributes": [LABEL["attributes"][0] | ORDERED]}]},
    ],
    ids=["an order", "a tolerance", "an order of an attribute"],
)
def test_a_release_gets_a_fit_by_the_order_and_the_tolerance_of_today(
    place: Workplace, changed: dict[str, Any]
) -> None:
    first = consensus.fitted(place)
    asked_at = clock.now()
    same = fitted(project_id=place.project.pk, since=asked_at, clock=clock.now)

    _publish(place, **changed)
    other = fitted(project_id=place.project.pk, since=asked_at, clock=clock.now)

    assert same == first
    assert other is not None
    assert other.pk != first.pk


def test_other_names_make_no_release_wait(place: Workplace) -> None:
    first = consensus.fitted(place)

    _publish(place, questions=[STATE | {"text": "In what state?"}, COUNT])

    assert fitted(project_id=place.project.pk, since=clock.now(), clock=clock.now) == first


def test_a_version_asks_for_a_cold_fit_once_and_labels_go_by_it(place: Workplace) -> None:
    consensus.fitted(place)
    before = _answers()
    assert (_due(), before) == (0, {"tie"})

    _publish(place, questions=[STATE | ORDERED, COUNT])
    asked = (_due(timedelta(0)), _due(), _due())
    run = ConsensusRun.objects.latest("pk")
    later = clock.now() + SOON
    refit(run_id=run.pk, clock=lambda: later)

    assert asked == (0, 1, 0)
    assert not run.is_provisional
    assert _answers() == {"fair"}
    assert _due(2 * SOON) == 0


def _answers() -> set[str]:
    """What labels in force say, or that it is a tie."""
    found = ConsensusResult.objects.filter(is_current=True)
    said = [one.confidence["answers"]["state"] for one in found]
    return {"tie" if one["is_tie"] else one["value"] for one in said}


def test_a_fit_by_a_new_schema_that_failed_is_not_asked_for_every_minute(
    place: Workplace,
) -> None:
    consensus.fitted(place)
    _publish(place, questions=[STATE | ORDERED, COUNT])
    assert _due() == 1
    ConsensusRun.objects.filter(state=Operation.State.QUEUED).update(
        state=Operation.State.FAILED, finished_at=clock.now() + SOON
    )

    assert (_due(SOON), _due(timedelta(minutes=30))) == (0, 1)


def test_a_project_that_was_never_fitted_waits_for_enough_answers() -> None:
    place = work.workplace(items=12)
    place.project.schema_versions.update(definition=ASKED)

    _publish(place, questions=[STATE | ORDERED, COUNT])

    assert _due() == 0
