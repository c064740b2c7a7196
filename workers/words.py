"""Events that concern a person, as words for their inbox: one sentence and one page an event.

The words keep their parts (`core.said`): the inbox says them in its reader's language.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from concord.sentences import Sentence, joined
from guildmark.collection.reasons import PICTURE_REASONS
from guildmark.communities import queries as communities
from guildmark.communities.actions.seats import NO_SEAT
from guildmark.communities.queries import CommunityLetter
from guildmark.core.errors import NotFound
from guildmark.core.money import Money, in_sentence
from guildmark.core.said import said_in
from guildmark.notifications.models import Kind
from guildmark.payments.models import Payout
from guildmark.projects.models import Project
from guildmark.projects.queries import guideline_question, project_name
from guildmark.quality.queries import appeal_answer
from guildmark.work.reasons import REASONS

Payload = Mapping[str, Any]  # Any: JSON of events


@dataclass(frozen=True)
class Words:
    """What a person reads of an event; more of one topic within an hour are one notice."""

    user_id: int
    kind: Kind
    title: str
    body: str
    href: str
    topic: str = ""


def words_of(name: str, payload: Payload) -> Words | None:
    """What whom it concerns is told; None where there is nothing to say, or what it is about was
    deleted meanwhile."""
    try:
        return _TELLERS[name](payload)
    except (Project.DoesNotExist, NotFound):
        return None


_APPEAL = "You can appeal within {days} days, and are answered within {answer_days}."
_APPEAL_ALWAYS = "You can appeal as long as it lasts, and are answered within {answer_days} days."
_KINDS_OF_LIMIT = {
    "pause": "You are paused",
    "daily_cap": "Your tasks a day are limited",
    "more_gold": "More of your tasks are checked",
    "retrain": "Please pass the quiz again",
    "notice": "A notice about your work",
    "voiding": "Answers of yours are asked anew",
}


def _appeal(sentence: str, project_id: int) -> Sentence:
    project = Project.objects.only("appeal_days", "appeal_answer_days").get(pk=project_id)
    return Sentence(sentence, days=project.appeal_days, answer_days=project.appeal_answer_days)


def _restricted(payload: Payload) -> Words:
    kind = Sentence(_KINDS_OF_LIMIT[payload["kind"]])
    title = joined(kind, project_name(payload["project_id"]), by=": ")
    appeal = _APPEAL if payload.get("ends", True) else _APPEAL_ALWAYS
    body = _paragraphs(said_in(payload, "reason"), _appeal(appeal, payload["project_id"]))
    return _of_project(payload, Kind.STANDING, title, body)


_ENDS_OF_LIMIT = {
    "pause": "You can work again: {}",
    "daily_cap": "Your tasks a day are not limited any more: {}",
    "more_gold": "Your tasks are checked as often as others again: {}",
    "retrain": "You need not pass the quiz again: {}",
    "voiding": "Your answers count again: {}",
}


def _unrestricted(payload: Payload) -> Words | None:
    """What only tells just fades; who passed the quiz has seen what ends with it."""
    title = _ENDS_OF_LIMIT.get(payload["kind"])
    if title is None or payload["ending"] == "requalified":
        return None
    if payload["kind"] == "voiding" and payload["ending"] == "expired":
        return None
    name = project_name(payload["project_id"])
    return _of_project(payload, Kind.STANDING, Sentence(title, name), "")


def _appeal_upheld(payload: Payload) -> Words:
    title = Sentence("Your appeal was upheld: {}", project_name(payload["project_id"]))
    return _of_project(payload, Kind.APPEAL, title, appeal_answer(payload["appeal_id"]))


def _appeal_rejected(payload: Payload) -> Words:
    title = Sentence("Your appeal was rejected: {}", project_name(payload["project_id"]))
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
_QUALIFICATION_BY_HAND = {
    **_QUALIFICATION,
    "granted": ("You are qualified: {}", "You can work without the quiz."),
    "suspended": ("Please pass the quiz again: {}", "Until then you get no tasks of this project."),
}


def _qualified(payload: Payload) -> Words | None:
    """What somebody did by hand with their reason; a restriction tells of what it does itself."""
    is_by_hand = payload.get("is_by_hand", False)
    table = _QUALIFICATION_BY_HAND if is_by_hand else _QUALIFICATION
    if payload["state"] not in table:
        return None
    title, body = table[payload["state"]]
    reason = said_in(payload, "reason") if is_by_hand and "reason" in payload else ""
    return _of_training(payload, title, _paragraphs(reason, Sentence(body)))


def _ending(payload: Payload) -> Words:
    body = Sentence(
        "It ends on {}. Do a task of this project before then, and it goes on; "
        "afterwards you have to pass the quiz again.",
        payload["ends_at"][:10],
    )
    return _of_training(payload, "Your qualification ends soon: {}", body)


def _one_more_attempt(payload: Payload) -> Words:
    body = Sentence("An attempt that was not passed does not count any more.")
    return _of_training(payload, "You have one more attempt at the quiz: {}", body)


def _question_answered(payload: Payload) -> Words:
    question = guideline_question(payload["question_id"])
    said = f"{question.text}\n\n{question.answer}"
    return _of_training(payload, "Your question on the guideline was answered: {}", said)


def minor_version_words(project_id: int, number: str) -> dict[str, str]:
    """What people who stay qualified are told of a new version: the parts of a notice."""
    body = Sentence("Version {} is in force. You stay qualified; read what is new.", number)
    return {
        "kind": Kind.QUALIFICATION,
        "title": Sentence("The guideline changed: {}", project_name(project_id)),
        "body": body,
        "href": f"/training/{project_id}",
    }


def retracted_words(project_id: int, reason: str) -> dict[str, str]:
    """What people who are qualified are told when no version is in force: the parts of a notice."""
    body = Sentence("You get no tasks until the next version is published. Your drafts stay.")
    return {
        "kind": Kind.QUALIFICATION,
        "title": Sentence("The guideline was taken back: {}", project_name(project_id)),
        "body": _paragraphs(reason, body),
        "href": f"/training/{project_id}",
    }


def invitation_words(letter: CommunityLetter) -> dict[str, str]:
    """What who has an account is told of an invitation to their address: the parts of a notice."""
    title = Sentence(
        "{organisation} invites you to {community}",
        organisation=letter.organisation_name,
        community=letter.community_name,
    )
    ends = Sentence("The invitation ends on {}.", letter.expires_at.date().isoformat())
    return {
        "kind": Kind.INVITATION,
        "title": title,
        "body": _paragraphs(letter.description, ends),
        "href": urlsplit(letter.link).path,
    }


def payout_words(payout: Payout) -> dict[str, str]:
    """What all who are in a payout are told: the parts of a notice, but its body."""
    return {
        "kind": Kind.PAYMENT,
        "title": Sentence("A payout to you was recorded: {}", payout.organisation.name),
        "href": "/earnings",
    }


def paid_words(payout: Payout, amounts: Iterable[Money]) -> str:
    """What one of them is told: what they were paid, an amount a currency."""
    reference = Sentence("Reference: {}", payout.reference) if payout.reference else ""
    return _paragraphs(
        Sentence("You were paid {}.", joined(*map(in_sentence, amounts), by=", ")),
        reference,
        Sentence("The money comes outside of Guildmark. If it does not, ask the organisation."),
    )


def _of_training(payload: Payload, title: str, body: str) -> Words:
    return Words(
        user_id=payload["user_id"],
        kind=Kind.QUALIFICATION,
        title=Sentence(title, project_name(payload["project_id"])),
        body=body,
        href=f"/training/{payload['project_id']}",
    )


def _rejected(payload: Payload) -> Words:
    title = Sentence("An answer of yours was rejected: {}", project_name(payload["project_id"]))
    body = _paragraphs(_why(payload), _appeal(_APPEAL, payload["project_id"]))
    topic = f"rejected:{payload['project_id']}"
    return replace(_of_project(payload, Kind.WORK, title, body), topic=topic)


def _returned(payload: Payload) -> Words:
    project_id = payload["project_id"]
    return Words(
        user_id=payload["annotator_id"],
        kind=Kind.WORK,
        title=Sentence("An answer came back to you: {}", project_name(project_id)),
        body=_why(payload),
        href=f"/work/{project_id}",
        topic=f"returned:{project_id}",
    )


def _why(payload: Payload) -> str:
    said = REASONS.get(payload["reason"])
    return Sentence(said) if said else str(payload["reason"])


def _paragraphs(*parts: str) -> str:
    return joined(*parts, by="\n\n")


def _accepted(payload: Payload) -> Words:
    return _of_community(payload, Kind.APPLICATION, "You are in: {}")


def _declined(payload: Payload) -> Words:
    return _of_community(payload, Kind.APPLICATION, "Your application was declined: {}")


def _unanswered(payload: Payload) -> Words:
    return _of_community(
        payload, Kind.APPLICATION, "Nobody answered your application, and you can apply again: {}"
    )


def _steward(payload: Payload) -> Words:
    return _of_community(payload, Kind.MEMBERSHIP, "You look after this community now: {}")


def _no_steward(payload: Payload) -> Words:
    return _of_community(payload, Kind.MEMBERSHIP, "You no longer look after this community: {}")


_MEMBERSHIP = {
    "active": "You can work again: {}",
    "paused": "Your membership is paused: {}",
    "ineligible": "You no longer meet what it asks: {}",
    "removed": "You were removed: {}",
    "without_place": "You wait for a place: {}",
}


def _member(payload: Payload) -> Words | None:
    title = _MEMBERSHIP.get(payload["state"])
    if payload["reason"] == NO_SEAT:
        title = _MEMBERSHIP["without_place"]
    return None if title is None else _of_community(payload, Kind.MEMBERSHIP, title)


def _taken_back(payload: Payload) -> Words:
    community_id = payload["community_id"]
    name = communities.community_name(community_id)
    return Words(
        user_id=payload["user_id"],
        kind=Kind.MEMBERSHIP,
        title=Sentence("What was verified of you was taken back: {}", payload["trait"]),
        body=Sentence("It was said of you in {}. See in your profile what is held of you.", name),
        href="/me",
    )


def _of_community(payload: Payload, kind: Kind, title: str) -> Words:
    community_id = payload["community_id"]
    return Words(
        user_id=payload["user_id"],
        kind=kind,
        title=Sentence(title, communities.community_name(community_id)),
        body=said_in(payload, "reason"),
        href=f"/communities/{community_id}",
    )


def _picture_accepted(payload: Payload) -> Words:
    return _of_pictures(payload, "Pictures of yours were accepted: {}", "")


def _picture_rejected(payload: Payload) -> Words:
    why = PICTURE_REASONS[payload["reason"]]
    return _of_pictures(payload, "A picture of yours was not accepted: {}", why)


def _of_pictures(payload: Payload, title: str, why: str) -> Words:
    project_id = payload["project_id"]
    return Words(
        user_id=payload["user_id"],
        kind=Kind.WORK,
        title=Sentence(title, project_name(project_id)),
        body=Sentence(why) if why else "",
        href=f"/collect/{project_id}",
        topic="" if why else f"collected:{project_id}",
    )


_TELLERS: Mapping[str, Callable[[Payload], Words | None]] = {
    "appeal.rejected": _appeal_rejected,
    "appeal.upheld": _appeal_upheld,
    "application.accepted": _accepted,
    "application.declined": _declined,
    "application.expired": _unanswered,
    "asset.accepted": _picture_accepted,
    "asset.rejected": _picture_rejected,
    "assignment.rejected": _rejected,
    "assignment.returned": _returned,
    "attempt.forgiven": _one_more_attempt,
    "guideline_question.answered": _question_answered,
    "membership.changed": _member,
    "qualification.changed": _qualified,
    "qualification.ending": _ending,
    "qualification.granted": _qualified,
    "restriction.lifted": _unrestricted,
    "restriction.made": _restricted,
    "steward.ended": _no_steward,
    "steward.named": _steward,
    "trait_value.taken_back": _taken_back,
}
