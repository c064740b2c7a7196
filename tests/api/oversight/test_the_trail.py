"""The audit trail as a person reads it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from guildmark.accounts import actions as accounts
from guildmark.collection.models import Asset
from guildmark.core.clock import now
from guildmark.events.actions import record
from guildmark.oversight.sentences import plain_words, sentence
from guildmark.quality.actions import update_rule
from guildmark.quality.actions.suspecting import STANDS_OUT
from guildmark.work import actions
from tests.conftest import SignIn
from tests.factories import quality, work
from tests.factories.accounts import person
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
TRAIL = "guildmark.oversight.queries.trail"


def _sentences(api: SignIn, place: Workplace, query: str = "") -> list[str]:
    address = f"/api/v1/projects/{place.project.pk}/events{query}"
    found = api(place.manager).get(address).json()
    return [line["sentence"] for line in found["results"]]


def test_a_pause_is_a_sentence_with_its_reason(api: SignIn) -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place)
    actor = place.manager

    actions.pause_batch(
        actor_id=actor.pk, batch_id=batch.pk, reason="guideline under revision", now=now()
    )

    assert _sentences(api, place, "?kind=batches")[0] == (
        f"{actor.display_name} paused {batch.name}: guideline under revision"
    )


def test_annotators_are_named_by_pseudonym_and_pictures_by_name(api: SignIn) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    lease = work.claim(anna, place, now=now())
    actions.skip(
        user_id=anna.pk, assignment_id=lease.assignment_id, reason="bad_image", note="", now=now()
    )

    said = _sentences(api, place, f"?annotator_id={anna.pk}&kind=work")

    assert said == [f"{anna.pseudonym} skipped {lease.item.name}: the picture cannot be used"]


def test_an_event_nobody_has_described_is_named_as_it_is(api: SignIn) -> None:
    place = work.workplace(items=1)
    record(
        name="robot.danced",
        payload={"project_id": place.project.pk},
        actor_id=place.manager.pk,
        organisation_id=place.project.organisation_id,
        now=now(),
    )

    assert _sentences(api, place)[0] == f"robot.danced (by {place.manager.display_name})"


def test_a_sentence_begins_with_a_name_as_it_is_written_and_says_no_word_twice() -> None:
    words = {"item": "coins-3.jpg", "batch": "Batch 4", "actor": "Kim"}

    assert sentence("task.resolved", words) == "coins-3.jpg has its label"
    assert sentence("task.resolved", {}) == "A picture has its label"
    assert sentence("batch.opened", words) == "Kim opened Batch 4"
    assert plain_words({"slots": 0, "reason": "Look."})["slots"] == ""


def test_a_name_that_is_a_word_of_ours_stays_a_name() -> None:
    with override("es"):
        words = plain_words({"name": "France", "reason": STANDS_OUT})

    assert words["name"] == "France"
    assert words["reason"].startswith("La fallan")


@pytest.mark.parametrize("reason", Asset.Reason.values)
def test_why_a_picture_was_rejected_is_a_sentence_in_every_language(reason: str) -> None:
    english = plain_words({"reason": reason})["reason"]
    with override("es"):
        spanish = plain_words({"reason": reason})["reason"]

    assert " " in english
    assert spanish not in {english, reason, reason.replace("_", " ")}


def test_old_and_new_values_are_told(api: SignIn) -> None:
    place = work.workplace(items=1)
    organisation_id, boss = place.project.organisation_id, place.manager
    place_of_work = f"/api/v1/organisations/{organisation_id}/events"
    kim = accounts.add_staff(
        actor_id=boss.pk,
        organisation_id=organisation_id,
        user_id=person("Kim").pk,
        role="client",
        now=now(),
    )
    accounts.set_role(
        actor_id=boss.pk,
        organisation_id=organisation_id,
        user_id=kim.user_id,
        role="reviewer",
        now=now(),
    )

    newest = api(boss).get(f"{place_of_work}?kind=organisation").json()["results"][0]

    assert newest["sentence"].endswith("made Kim reviewer, before: client")
    assert newest["changes"] == [{"field": "role", "before": "client", "after": "reviewer"}]


def test_pages_go_on_where_the_last_one_ended(api: SignIn) -> None:
    place = work.workplace(items=3)
    batch = work.open_batch(place)
    for _ in range(3):
        actions.pause_batch(actor_id=place.manager.pk, batch_id=batch.pk, reason="Tea.", now=now())
        actions.resume_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=now())
    address = f"/api/v1/projects/{place.project.pk}/events"
    whole = api(place.manager).get(address).json()["results"]
    read: list[int] = []
    cursor: int | None = None

    with patch(f"{TRAIL}.PAGE", 2), patch(f"{TRAIL}.WINDOW", 5):
        while True:
            suffix = f"?cursor={cursor}" if cursor else ""
            page = api(place.manager).get(address + suffix).json()
            read += [line["id"] for line in page["results"]]
            cursor = page["cursor"]
            if cursor is None:
                break

    assert len(read) > 5
    assert read == [line["id"] for line in whole]


def test_a_time_ends_the_search_at_both_ends(api: SignIn) -> None:
    place = work.workplace(items=1)
    moments = [now() + timedelta(hours=hour) for hour in range(3)]
    for hour, moment in enumerate(moments):
        record(
            name="batch.completed",
            payload={"project_id": place.project.pk, "hour": hour},
            actor_id=None,
            organisation_id=place.project.organisation_id,
            now=moment,
        )
    middle = moments[1]
    bounds = {"since": middle - timedelta(minutes=1), "until": middle + timedelta(minutes=1)}

    found = api(place.manager).get(
        f"/api/v1/projects/{place.project.pk}/events",
        {key: moment.isoformat() for key, moment in bounds.items()},
    )

    assert [line["payload"]["hour"] for line in found.json()["results"]] == [1]


def test_a_trail_costs_the_same_for_one_line_and_for_three(api: SignIn) -> None:
    place = work.workplace(items=4)
    batch = work.open_batch(place)
    costs = []
    for times in (1, 2):
        for _ in range(times):
            actions.pause_batch(
                actor_id=place.manager.pk, batch_id=batch.pk, reason="Tea.", now=now()
            )
            actions.resume_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=now())
        manager = api(place.manager)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            manager.get(f"/api/v1/projects/{place.project.pk}/events?kind=batches")
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_a_changed_rule_tells_what_is_other_and_a_drained_batch_why(api: SignIn) -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place)
    asked = quality.CHECKS
    rule = quality.rule(place, asked)
    by: dict[str, Any] = {"actor_id": place.manager.pk, "now": now()}
    changed = replace(asked, threshold=0.6)

    update_rule(**by, rule_id=rule.pk, revision=rule.revision, asked=changed)
    actions.drain_batch(**by, batch_id=batch.pk, reason="We have enough")

    address = f"/api/v1/projects/{place.project.pk}/events"
    drained, of_rule = api(place.manager).get(address).json()["results"][:2]
    assert drained["sentence"].endswith("answers not asked for: 3: We have enough")
    assert [one["field"] for one in of_rule["changes"]] == ["threshold"]
    assert of_rule["changes"][0]["after"] == "0.6"
