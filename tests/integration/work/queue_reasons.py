"""Why somebody finds nothing, by the books of the queue: the one reason that is true."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from tests.integration.work.queue_books import FOREVER, ModelBatch, ModelTask
from tests.integration.work.queue_model import Model

JUDGED_WITHIN = timedelta(days=1)
LOOKS_AGAIN_SECONDS = 15


@dataclass(frozen=True)
class Nothing:
    """What is said: why, and in how many seconds that may change (None: nobody knows)."""

    reason: str
    retry_seconds: int | None = None


def why_nothing(books: Model, person: int, locked: frozenset[int], now: datetime) -> Nothing | None:
    """What somebody hears who is given nothing; None where they should be given something.

    `locked` are tasks that others hold: nobody waits for them, and they are asked about again in a
    second.
    """
    batches = books.batches_for(person, now)
    for batch in batches:
        left = books.left_for(person, batch)
        if left:
            return Nothing("all_leased", 1) if set(left) <= locked else None
    had = {books.tasks[one.task].item for one in books.leases.values() if one.person == person}
    ends = [
        one.ends
        for one in books.leases.values()
        if one.state == "leased"
        and books.tasks[one.task].batch in batches
        and books.tasks[one.task].item not in had
    ]
    if ends:
        return Nothing("all_leased", _seconds_until(min(ends), now))
    compared = (
        task
        for task in books.tasks.values()
        if task.batch in batches and task.item not in had and _is_waiting(task, now)
    )
    if any(_may_be_asked_on(books, task) for task in compared):
        return Nothing("comparing", LOOKS_AGAIN_SECONDS)
    return _why_closed(books, person, now)


def _why_closed(books: Model, person: int, now: datetime) -> Nothing:
    """Nothing is on its way: what keeps the rest from the person, if anything does."""
    theirs = [
        one
        for one in books.batches.values()
        if (books.people[person].is_insider or not one.is_aimed) and (one.closes or FOREVER) > now
    ]
    paused = [one for one in theirs if one.state == "paused"]
    later = [one for one in theirs if one.state == "open" and one.opens and one.opens > now]
    opens = min((one.opens for one in later if one.opens), default=None)
    if paused or opens is not None:
        reason = "paused" if paused else "opens_later"
        return Nothing(reason, None if opens is None else _seconds_until(opens, now))
    if any(_is_for_others(books, pk, person, now) for pk in books.batches):
        return Nothing("other_audience")
    last = books.batches.get(books.people[person].last_batch or 0)
    return Nothing("closed" if last is not None and _was_closed(last, now) else "nothing_left")


def _is_waiting(task: ModelTask, now: datetime) -> bool:
    """Whether all answers to a task are there, and a worker will look at them."""
    since = task.unjudged_since
    return task.state == "saturated" and since is not None and now - since < JUDGED_WITHIN


def _may_be_asked_on(books: Model, task: ModelTask) -> bool:
    """Whether one more person may be asked: if the label is right, in a project that verifies."""
    if task.step == "verify":
        return books.missing_verdicts(task) > 0
    verify = books.verify_task(task)
    return verify is None or verify.state == "resolved"


def _is_for_others(books: Model, pk: int, person: int, now: datetime) -> bool:
    """Whether a batch has open tasks now that are not for this person."""
    batch = books.batches[pk]
    is_working = batch.state == "open" and (batch.opens or now) <= now < (batch.closes or FOREVER)
    is_theirs = books.people[person].is_insider or not batch.is_aimed
    return (
        is_working
        and not is_theirs
        and any(task.batch == pk and task.open for task in books.tasks.values())
    )


def _was_closed(batch: ModelBatch, now: datetime) -> bool:
    """Whether it ended before it was done."""
    is_over = batch.closes is not None and batch.closes <= now
    return batch.is_stopped or (batch.state in {"open", "paused"} and is_over)


def _seconds_until(at: datetime, now: datetime) -> int:
    return max(1, ceil((at - now).total_seconds()))
