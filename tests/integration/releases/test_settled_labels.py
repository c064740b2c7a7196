"""What a release says of labels that people settled, and what it does not."""

import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from guildmark.accounts.models import User
from guildmark.consensus.actions import Settlement, reopen, settle
from guildmark.consensus.models import ConsensusResult
from guildmark.core import clock
from guildmark.projects.models import Project
from guildmark.releases import actions
from guildmark.releases.models import Release, ReleaseItem
from tests.conftest import SignIn
from tests.factories import accounts, consensus, releases, verdicts, work
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
NOTE = "Ana drew beside the coin again."


def _adjudicated() -> Workplace:
    """One picture whose label a reviewer settled, with a note and something said of a place."""
    place = consensus.refreshed(consensus.labelled())
    task = place.project.tasks.get(is_gold=False)
    asked: dict[str, Any] = {  # keywords of the actions
        "actor_id": place.manager.pk, "task_id": task.pk, "now": clock.now(),
    }  # fmt: skip
    reopen(**asked, people=0, reason="Look once more.")
    settle(
        **asked,
        settlement=Settlement(
            "edit", "other", document=work.boxes(1), note=NOTE,
            marks=[{"x": 3.0, "y": 4.0, "text": NOTE}],
        ),
    )  # fmt: skip
    return place


def _verified() -> Workplace:
    place = verdicts.verified_place()
    verdicts.drawn(place)
    verdicts.settled(place, verdicts.ACCEPT)
    return place


def _frozen(release: Release) -> dict[str, Any]:
    confidence: dict[str, Any] = release.items.get().confidence
    return confidence


def test_what_a_reviewer_wrote_is_in_no_release_and_who_it_was_where_people_are_named() -> None:
    place = _adjudicated()
    stored = ConsensusResult.objects.get(is_current=True).confidence
    assert stored["adjudication"]["note"] == stored["adjudication"]["marks"][0]["text"] == NOTE

    named = _frozen(releases.ready(place))["adjudication"]
    unnamed = _frozen(releases.ready(place, plan={"people": "left_out"}))["adjudication"]

    said = {"way": "edit", "reason": "other"}
    assert named == {"by": place.manager.pseudonym, **said}
    assert unnamed == said


def test_who_verified_a_label_is_in_no_release_that_leaves_people_out() -> None:
    place = _verified()
    people = ConsensusResult.objects.get(is_current=True).confidence["verification"]["by"]

    named, unnamed = releases.ready(place), releases.ready(place, plan={"people": "left_out"})

    assert _frozen(named)["verification"] == {"by": people, "outcomes": ["accept"]}
    assert _frozen(unnamed)["verification"] == {"outcomes": ["accept"]}


def test_what_releases_of_before_hold_of_reviewers_is_not_given_out(api: SignIn) -> None:
    place = _adjudicated()
    named, unnamed = releases.published(place), releases.ready(place, plan={"people": "left_out"})
    actions.publish(actor_id=place.manager.pk, release_id=unnamed.pk, now=clock.now())
    before = ConsensusResult.objects.get(is_current=True).confidence
    ReleaseItem.objects.update(confidence=before)
    ReleaseItem.objects.filter(release=unnamed).update(
        submissions=named.items.values_list("submissions", flat=True).get()
    )
    client = api(accounts.staff(place.organisation, "client"))

    given = [_given_out(client, release) for release in (named, unnamed)]

    assert NOTE in repr(before)
    assert not any(NOTE in text for text in given)
    pseudonyms = set(User.objects.values_list("pseudonym", flat=True))
    assert place.manager.pseudonym in given[0]
    assert not any(one in given[1] for one in pseudonyms)


def _given_out(client: APIClient, release: Release) -> str:
    """All that a client is told of the items: the page, an evaluation, and the lossless lines."""
    evaluation = releases.evaluated(release)
    pages = [f"releases/{release.pk}/items", f"evaluations/{evaluation.pk}/items/0"]
    said = [client.get(f"/api/v1/{page}").json() for page in pages]
    export = releases.exported(release, "jsonl")
    with export.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        lines = archive.read("annotations/guildmark.jsonl").decode()
    return f"{said}{lines}"


@pytest.mark.parametrize("made", [_adjudicated, _verified])
def test_an_item_without_people_holds_no_pseudonym_at_all(made: Callable[[], Workplace]) -> None:
    place = made()

    release = releases.ready(place, plan={"people": "left_out"})

    everything = repr(list(release.items.values()))
    assert not any(one in everything for one in User.objects.values_list("pseudonym", flat=True))


def test_merged_options_overturn_no_label_that_people_verified() -> None:
    """The fit was unsure of sun, people said it is right: rain and snow together are likelier."""
    place = _verified_answer("sun", {"sun": 0.45, "rain": 0.35, "snow": 0.2})
    merged = [{"key": "weather", "options": [{"key": "snow", "into": "rain"}]}]

    frozen = releases.ready(place, plan={"questions": merged}).items.get()

    assert (frozen.method, frozen.document["answers"]) == ("verified", {"weather": "sun"})
    sure = frozen.confidence["answers"]["weather"]
    assert (sure["value"], sure["probability"]) == ("sun", 0.45)
    assert sure["posterior"] == pytest.approx({"sun": 0.45, "rain": 0.55})


def test_a_verified_answer_is_said_in_the_option_it_is_merged_into() -> None:
    place = _verified_answer("snow", {"sun": 0.6, "rain": 0.1, "snow": 0.3})
    merged = [{"key": "weather", "options": [{"key": "snow", "into": "rain"}]}]

    frozen = releases.ready(place, plan={"questions": merged}).items.get()

    assert frozen.document["answers"] == {"weather": "rain"}
    sure = frozen.confidence["answers"]["weather"]
    assert (sure["value"], sure["probability"]) == ("rain", pytest.approx(0.4))


def _verified_answer(value: str, posterior: dict[str, float]) -> Workplace:
    """One picture whose weather people verified; the fit thought `posterior` of it."""
    place = work.workplace(items=1)
    options = [{"key": key, "name": key.title()} for key in posterior]
    asked = {"key": "weather", "text": "Weather?", "type": "choice", "required": True}
    consensus.asks(place, asked | {"options": options})
    Project.objects.update(
        flow=Project.Flow.DRAW_VERIFY, verdicts_wanted=1, verdict_audit_share=0.0
    )
    said = consensus.document(answers={"weather": value})
    consensus.refreshed(consensus.labelled(place=place, says=lambda person, item: said))
    assert verdicts.settled(place, verdicts.ACCEPT)
    result = ConsensusResult.objects.get(is_current=True)
    unsure = {"probability": posterior[value], "posterior": posterior}
    result.confidence["answers"]["weather"] |= unsure
    result.save(update_fields=["confidence"])
    return place
