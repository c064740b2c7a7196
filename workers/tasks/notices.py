"""Events that somebody has to be told of, as words in their inbox.

One sentence and one page an event. The mail follows from the notice, where the person wants it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from guildmark.accounts.queries import language_of
from guildmark.communities import queries as communities
from guildmark.communities.models import Announcement
from guildmark.core.clock import now
from guildmark.events.queries import event_name
from guildmark.notifications import actions
from guildmark.notifications.models import Kind
from guildmark.projects.queries import project_name
from guildmark.quality.queries import appeal_answer
from guildmark.work.reasons import REASONS
from workers.app import HEAVY_LIMITS, app
from workers.receipts import after, once

CHUNK = 200

Payload = Mapping[str, Any]  # Any: JSON of events


@dataclass(frozen=True)
class Words:
    """What a person reads of an event."""

    user_id: int
    kind: Kind
    title: str
    body: str
    href: str


@app.task(name="notices.tell")
def tell(*, event_id: int, **payload: Any) -> None:
    """Put the event into the inbox of whom it concerns."""
    with once(event_id=event_id, handler="notices.tell") as is_first:
        words = _words(event_name(event_id), payload) if is_first else None
        if words is not None:
            actions.notify(
                user_ids=[words.user_id],
                kind=words.kind,
                title=words.title,
                body=words.body,
                href=words.href,
                event_id=event_id,
                now=now(),
            )


def _words(name: str, payload: Payload) -> Words | None:
    """In the language of whom it concerns; None where there is nothing to say."""
    user_id = payload.get("annotator_id") or payload["user_id"]
    with override(language_of(user_id)):
        return _TELLERS[name](payload)


_APPEAL = "You can appeal within 7 days, and are answered within 9."
_KINDS_OF_LIMIT = {
    "pause": "You are paused",
    "daily_cap": "Your tasks a day are limited",
    "more_gold": "More of your tasks are checked",
    "retrain": "Please pass the quiz again",
    "notice": "A notice about your work",
}


def _restricted(payload: Payload) -> Words:
    title = f"{_(_KINDS_OF_LIMIT[payload['kind']])}: {project_name(payload['project_id'])}"
    body = f"{payload['reason']}\n\n{_(_APPEAL)}"
    return _of_project(payload, Kind.STANDING, title, body)


def _unrestricted(payload: Payload) -> Words:
    limit = _(_KINDS_OF_LIMIT[payload["kind"]])
    title = _("This is over: {limit}, {project}").format(
        limit=limit[0].lower() + limit[1:], project=project_name(payload["project_id"])
    )
    return _of_project(payload, Kind.STANDING, title, "")


def _appeal_upheld(payload: Payload) -> Words:
    title = _("Your appeal was upheld: {}").format(project_name(payload["project_id"]))
    return _of_project(payload, Kind.APPEAL, title, appeal_answer(payload["appeal_id"]))


def _appeal_rejected(payload: Payload) -> Words:
    title = _("Your appeal was rejected: {}").format(project_name(payload["project_id"]))
    return _of_project(payload, Kind.APPEAL, title, appeal_answer(payload["appeal_id"]))


def _of_project(payload: Payload, kind: Kind, title: str, body: str) -> Words:
    return Words(payload["annotator_id"], kind, title, body, "/quality")


_QUALIFICATION = {
    "expired": ("Your qualification has ended: {}", "Pass the quiz again to go on."),
    "stale": (
        "The guideline has a new version: {}",
        "Read it and pass its quiz to go on with this project.",
    ),
    "revoked": ("Your qualification was taken back: {}", ""),
}


def _qualified(payload: Payload) -> Words | None:
    """A suspension comes with the restriction that made it."""
    if payload["state"] not in _QUALIFICATION:
        return None
    title, body = _QUALIFICATION[payload["state"]]
    return Words(
        user_id=payload["user_id"],
        kind=Kind.QUALIFICATION,
        title=_(title).format(project_name(payload["project_id"])),
        body=_(body) if body else "",
        href=f"/training/{payload['project_id']}",
    )


def _rejected(payload: Payload) -> Words:
    title = _("An answer of yours was rejected: {}").format(project_name(payload["project_id"]))
    body = f"{_why(payload)}\n\n{_(_APPEAL)}"
    return _of_project(payload, Kind.WORK, title, body)


def _returned(payload: Payload) -> Words:
    project_id = payload["project_id"]
    return Words(
        user_id=payload["annotator_id"],
        kind=Kind.WORK,
        title=_("An answer came back to you: {}").format(project_name(project_id)),
        body=_why(payload),
        href=f"/work/{project_id}",
    )


def _why(payload: Payload) -> str:
    return _(REASONS.get(payload["reason"], payload["reason"]))


def _accepted(payload: Payload) -> Words:
    return _of_community(payload, Kind.APPLICATION, "You are in: {}")


def _declined(payload: Payload) -> Words:
    return _of_community(payload, Kind.APPLICATION, "Your application was declined: {}")


def _unanswered(payload: Payload) -> Words:
    return _of_community(
        payload, Kind.APPLICATION, "Nobody answered your application, and you can apply again: {}"
    )


_MEMBERSHIP = {
    "active": "You can work again: {}",
    "paused": "Your membership is paused: {}",
    "ineligible": "You no longer meet what it asks: {}",
    "removed": "You were removed: {}",
}


def _member(payload: Payload) -> Words | None:
    title = _MEMBERSHIP.get(payload["state"])
    return None if title is None else _of_community(payload, Kind.MEMBERSHIP, title)


def _of_community(payload: Payload, kind: Kind, title: str) -> Words:
    community_id = payload["community_id"]
    return Words(
        user_id=payload["user_id"],
        kind=kind,
        title=_(title).format(communities.community_name(community_id)),
        body=payload["reason"],
        href=f"/communities/{community_id}",
    )


_TELLERS: Mapping[str, Callable[[Payload], Words | None]] = {
    "appeal.rejected": _appeal_rejected,
    "appeal.upheld": _appeal_upheld,
    "application.accepted": _accepted,
    "application.declined": _declined,
    "application.expired": _unanswered,
    "assignment.rejected": _rejected,
    "assignment.returned": _returned,
    "membership.changed": _member,
    "qualification.changed": _qualified,
    "restriction.expired": _unrestricted,
    "restriction.lifted": _unrestricted,
    "restriction.made": _restricted,
}


@app.task(name="notices.tell_members", **HEAVY_LIMITS)
def tell_members(*, event_id: int, announcement_id: int, **_: object) -> None:
    """What an announcement says, to everybody its filter names, a chunk a transaction."""
    with after(event_id=event_id, handler="notices.tell_members") as is_first:
        if is_first:
            _tell_members(event_id, communities.announcement(announcement_id))


def _tell_members(event_id: int, announcement: Announcement) -> None:
    found = communities.recipients(
        community_id=announcement.community_id,
        states=announcement.states,
        tags=announcement.tags,
    )
    people = list(found.values_list("user_id", flat=True))
    community = announcement.community
    for start in range(0, len(people), CHUNK):
        actions.notify(
            user_ids=people[start : start + CHUNK],
            kind=Kind.MESSAGE,
            title=announcement.title,
            body=f"{announcement.body}\n\n{community.organisation.name}, {community.name}",
            href=f"/communities/{community.pk}",
            event_id=event_id,
            now=now(),
        )
