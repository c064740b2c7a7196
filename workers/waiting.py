"""What waits for somebody of the staff, as words for the inbox of those who may see to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from concord.sentences import Sentence
from guildmark.accounts.queries import manager_ids, person, reviewer_ids
from guildmark.communities import queries as communities
from guildmark.core.clock import now
from guildmark.core.said import said_in
from guildmark.datasets.queries.leftovers import FILES_STAY
from guildmark.projects.queries import guideline_question, project
from guildmark.training.queries import has_used_all_attempts
from guildmark.work.models import Task
from guildmark.work.queries.batches import tasks_of

Payload = Mapping[str, Any]  # Any: JSON of events


@dataclass(frozen=True)
class Waiting:
    """Something that waits, in words that each reader's inbox says in their own language.

    `hrefs` are of those who may see to it: the page where each does.
    """

    hrefs: Mapping[int, str]
    topic: str
    title: str
    body: str


def waiting_of(name: str, payload: Payload) -> Waiting | None:
    """Who is to see to it, and what they read; None where nothing waits."""
    return _TELLERS[name](payload)


def _managers(organisation_id: int, href: str) -> dict[int, str]:
    return dict.fromkeys(manager_ids(organisation_id), href)


def _reviewers(organisation_id: int, href: str) -> dict[int, str]:
    return dict.fromkeys(reviewer_ids(organisation_id), href)


def _stewards(community_id: int | None) -> dict[int, str]:
    if community_id is None:
        return {}
    return dict.fromkeys(communities.steward_ids(community_id), f"/communities/{community_id}/care")


def _application(payload: Payload) -> Waiting:
    community = communities.community(payload["community_id"])
    pseudonym = person(payload["user_id"]).pseudonym
    return Waiting(
        hrefs={
            **_stewards(community.pk),
            **_managers(
                community.organisation_id,
                f"/o/{community.organisation_id}/communities/{community.pk}",
            ),
        },
        topic=f"application:{community.pk}",
        title=Sentence("An application waits for an answer: {}", community.name),
        body=Sentence("From {pseudonym}.", pseudonym=pseudonym),
    )


def _question(payload: Payload) -> Waiting:
    asked = guideline_question(payload["question_id"])
    return Waiting(
        hrefs={
            **_stewards(asked.project.community_id),
            **_managers(asked.project.organisation_id, f"/p/{asked.project_id}/guideline"),
        },
        topic=f"guideline_question:{asked.project_id}",
        title=Sentence("A question on the guideline waits for an answer: {}", asked.project.name),
        body=asked.text,
    )


def _attempt_over(payload: Payload) -> Waiting | None:
    """Who has no attempt left can go on only where a manager gives one, or qualifies them."""
    of, user_id = project(payload["project_id"]), payload["user_id"]
    if not has_used_all_attempts(user_id=user_id, project_id=of.pk, now=now()):
        return None
    pseudonym = person(user_id).pseudonym
    return Waiting(
        hrefs=_managers(of.organisation_id, f"/p/{of.pk}/qualifications"),
        topic=f"attempts_used:{of.pk}",
        title=Sentence("Somebody has used all attempts at the quiz: {}", of.name),
        body=Sentence(
            "{pseudonym} can go on only if you give one more attempt, or qualify them by hand.",
            pseudonym=pseudonym,
        ),
    )


def _picture(payload: Payload) -> Waiting | None:
    """A collected picture that no member is asked about."""
    if payload["awaits_members"]:
        return None
    of = project(payload["project_id"])
    return Waiting(
        hrefs=_managers(of.organisation_id, f"/p/{of.pk}/collection"),
        topic=f"collected:{of.pk}",
        title=Sentence("Pictures wait for a review: {}", of.name),
        body="",
    )


def _appeal(payload: Payload) -> Waiting:
    of = project(payload["project_id"])
    pseudonym = person(payload["annotator_id"]).pseudonym
    return Waiting(
        hrefs=_reviewers(of.organisation_id, f"/p/{of.pk}/appeals"),
        topic=f"appeal:{of.pk}",
        title=Sentence("An appeal waits for an answer: {}", of.name),
        body=Sentence("From {pseudonym}.", pseudonym=pseudonym),
    )


def _contest(payload: Payload) -> Waiting:
    of = project(payload["project_id"])
    return Waiting(
        hrefs=_managers(of.organisation_id, f"/p/{of.pk}/gold/contests"),
        topic=f"gold_contest:{of.pk}",
        title=Sentence("Somebody says that a known answer is wrong: {}", of.name),
        body="",
    )


def _gold_low(payload: Payload) -> Waiting:
    of = project(payload["project_id"])
    return Waiting(
        hrefs=_managers(of.organisation_id, f"/p/{of.pk}/gold"),
        topic=f"gold_low:{of.pk}",
        title=Sentence("Gold runs low: {}", of.name),
        body=said_in(payload, "reason"),
    )


def _dispute(payload: Payload) -> Waiting | None:
    """Where others are asked first, no reviewer is needed yet."""
    return _decision(payload) if payload["extra_slots"] == 0 else None


def _reopened(payload: Payload) -> Waiting | None:
    """Opened again for a reviewer; not for more people, nor for its author to mend an answer."""
    disputed = tasks_of(payload["project_id"], state=Task.State.DISPUTED)
    is_for_reviewer = payload["slots"] == 0 and disputed.filter(pk=payload["task_id"]).exists()
    return _decision(payload) if is_for_reviewer else None


def _decision(payload: Payload) -> Waiting:
    of = project(payload["project_id"])
    return Waiting(
        hrefs=_reviewers(of.organisation_id, f"/p/{of.pk}/disputed"),
        topic=f"disputed:{of.pk}",
        title=Sentence("A disputed picture waits for a decision: {}", of.name),
        body="",
    )


def _files_stay(payload: Payload) -> Waiting | None:
    """Also of an organisation without a project on whose page it would be an alarm.

    An event of before has no organisation in it.
    """
    organisation_id = payload.get("organisation_id")
    if organisation_id is None:
        return None
    return Waiting(
        hrefs=_managers(organisation_id, f"/o/{organisation_id}/audit"),
        topic=f"files_not_deleted:{organisation_id}",
        title=FILES_STAY.sentence,
        body=FILES_STAY.remedy,
    )


_TELLERS: Mapping[str, Callable[[Payload], Waiting | None]] = {
    "appeal.submitted": _appeal,
    "application.submitted": _application,
    "asset.collected": _picture,
    "asset.disputed": _picture,
    "attempt.expired": _attempt_over,
    "attempt.submitted": _attempt_over,
    "gold.stock_low": _gold_low,
    "gold_item.contested": _contest,
    "guideline_question.asked": _question,
    "leftover.refused": _files_stay,
    "task.disputed": _dispute,
    "task.reopened": _reopened,
}
