"""The states of things as a refusal says them, in the language of whoever asked."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

#: As they stand behind "is"; a translation need not agree with what the thing is.
STATE_WORDS: Mapping[str, str] = {
    "accepted": "accepted",
    "active": "in use",
    "adjudicating": "being decided",
    "archived": "archived",
    "building": "being built",
    "cancelled": "cancelled",
    "complete": "complete",
    "discarded": "discarded",
    "disputed": "disputed",
    "done": "done",
    "draft": "a draft",
    "draining": "being drained",
    "expired": "run out",
    "failed": "failed",
    "in_review": "being looked at",
    "leased": "in somebody's hands",
    "open": "open",
    "paused": "paused",
    "proposed": "proposed",
    "published": "published",
    "queued": "waiting for a worker",
    "ready": "ready",
    "rejected": "rejected",
    "released": "given back",
    "resolved": "resolved",
    "retired": "retired",
    "returned": "sent back",
    "running": "under way",
    "saturated": "answered by enough people",
    "skipped": "skipped",
    "spare": "a spare",
    "submitted": "handed in",
    "superseded": "superseded",
    "suspended": "suspended",
    "triage": "set aside",
    "upheld": "upheld",
    "voided": "voided",
    "waiting": "waiting for a review",
    "withdrawn": "withdrawn",
}


def state_word(state: str) -> str:
    """The words for a state; the state itself where there are none."""
    return _(STATE_WORDS.get(state, state))
