"""What beat rings for: the sweeps that make certain what the doorbell makes quick.

Every entry expires with its interval: a worker that comes back after an hour finds one, not 120.
"""

from typing import Any

from celery.schedules import crontab


def _options(seconds: int) -> dict[str, Any]:
    """Nobody waits for what comes of it: beat, which knows the tasks by name alone, is told so."""
    return {"expires": seconds, "ignore_result": True}


def _every(seconds: int, task: str) -> dict[str, Any]:
    return {"task": task, "schedule": float(seconds), "options": _options(seconds)}


def _nightly(task: str) -> dict[str, Any]:
    """At half past two, UTC, and an hour later for what was being worked on then."""
    return {
        "task": task,
        "schedule": crontab(hour="2,3", minute="30"),
        "options": _options(3600),
    }


SCHEDULE: dict[str, dict[str, Any]] = {
    "expired leases": _every(15, "work.expire_leases"),
    "pauses that are over": _every(15, "work.resume_due"),
    "batches at their end": _every(15, "work.drain_ended"),
    "returned work nobody took up": _every(15, "work.expire_returned"),
    "batches with nothing left": _every(15, "work.settle_batches"),
    "outbox": _every(30, "outbox.sweep"),
    "quiet operations": _every(30, "operations.ring_quiet"),
    "tasks without a result": _every(30, "consensus.catch_up"),
    "tasks a reviewer left": _every(60, "consensus.expire_adjudications"),
    "gold without a score": _every(60, "quality.catch_up"),
    "stock of gold": _every(3600, "quality.check_stocks"),
    "projects that need a new fit": _every(60, "consensus.request_due_runs"),
    "applications nobody answered": _every(3600, "communities.expire_applications"),
    "facts counted from work": _nightly("communities.count_traits"),
    "projects with provisional results": _nightly("consensus.request_nightly_runs"),
    "sittings nobody handed in": _every(60, "training.expire_attempts"),
    "expired qualifications": _every(60, "training.expire_qualifications"),
    "qualifications that end soon": _every(3600, "training.warn_of_ends"),
    "qualifications in use": _every(3600, "training.extend_qualifications"),
    "rules and people at work": _every(300, "quality.judge_recent"),
    "restrictions that end": _every(60, "quality.expire_restrictions"),
    "appeals nobody answered": _every(60, "quality.answer_overdue"),
    "dry runs of long ago": _every(3600, "quality.forget_trials"),
    "work nobody judged": _every(3600, "work.accept_unjudged"),
    "pictures nobody measured": _every(60, "profiles.measure"),
    "aids nobody made": _every(60, "aids.make"),
    "profiles that lag behind": _every(30, "profiles.refresh_stale"),
    "files that no row names": _nightly("leftovers.clear_strays"),
    "files that were not deleted": _every(60, "leftovers.sweep"),
    "uploads nobody went on with": _every(3600, "imports.expire_uploads"),
    "answers kept for a day": _every(3600, "idempotency.forget_answers"),
}
