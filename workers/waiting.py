"""What waits for somebody of the staff, as words for the inbox of those who may see to it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from guildmark.accounts.queries import manager_ids, person
from guildmark.communities import queries as communities
from guildmark.core.clock import now
from guildmark.projects.queries import guideline_question, project
from guildmark.training.queries import has_used_all_attempts

Payload = Mapping[str, Any]  # Any: JSON of events


@dataclass(frozen=True)
class Waiting:
    """Something that waits. Its words are asked for in each reader's own language."""

    reader_ids: Collection[int]
    topic: str
    href: str
    title: Callable[[], str]
    body: Callable[[], str]


def waiting_of(name: str, payload: Payload) -> Waiting | None:
    """Who is to see to it, and what they read; None where nothing waits."""
    return _TELLERS[name](payload)


def _application(payload: Payload) -> Waiting:
    community = communities.community(payload["community_id"])
    pseudonym = person(payload["user_id"]).pseudonym
    return Waiting(
        reader_ids=manager_ids(community.organisation_id),
        topic=f"application:{community.pk}",
        href=f"/o/{community.organisation_id}/communities/{community.pk}",
        title=lambda: _("An application waits for an answer: {}").format(community.name),
        body=lambda: _("From {pseudonym}.").format(pseudonym=pseudonym),
    )


def _question(payload: Payload) -> Waiting:
    asked = guideline_question(payload["question_id"])
    return Waiting(
        reader_ids=manager_ids(asked.project.organisation_id),
        topic=f"guideline_question:{asked.project_id}",
        href=f"/p/{asked.project_id}/guideline",
        title=lambda: _("A question on the guideline waits for an answer: {}").format(
            asked.project.name
        ),
        body=lambda: asked.text,
    )


def _attempt_over(payload: Payload) -> Waiting | None:
    """Who has no attempt left can go on only where a manager grants it by hand."""
    of, user_id = project(payload["project_id"]), payload["user_id"]
    if not has_used_all_attempts(user_id=user_id, project_id=of.pk, now=now()):
        return None
    pseudonym = person(user_id).pseudonym
    return Waiting(
        reader_ids=manager_ids(of.organisation_id),
        topic=f"attempts_used:{of.pk}",
        href=f"/p/{of.pk}/qualifications",
        title=lambda: _("Somebody has used all attempts at the quiz: {}").format(of.name),
        body=lambda: _("{pseudonym} can go on only if you grant the qualification by hand.").format(
            pseudonym=pseudonym
        ),
    )


_TELLERS: Mapping[str, Callable[[Payload], Waiting | None]] = {
    "application.submitted": _application,
    "attempt.expired": _attempt_over,
    "attempt.submitted": _attempt_over,
    "guideline_question.asked": _question,
}
