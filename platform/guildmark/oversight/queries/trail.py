"""The audit trail of an organisation or of one of its projects, as a person reads it.

The table of events grows with every answer, so no filter may walk all of it: a page looks at the
next WINDOW events of the organisation, by the index of its ids, and says how far it has looked.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from guildmark.events.models import Event
from guildmark.oversight.catalogue import KIND_OF, SENTENCES, SENTENCES_BY_KIND
from guildmark.oversight.queries.names import names_in
from guildmark.oversight.sentences import plain_words, sentence

PAGE = 50
WINDOW = 20_000
#: (field of the change, key of its old value, key of its new value)
_WHOLE = (("old", "new"), ("before", "after"))
_CHANGES = (("role", "role_before", "role"), ("priority", "before", "priority"))


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What of a trail is wanted; None and empty mean everything."""

    project_id: int | None = None
    person_id: int | None = None
    kinds: Collection[str] = ()
    batch_id: int | None = None
    task_id: int | None = None
    annotator_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A field with its old and its new value, as text; None where it was not recorded."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One event in words. `actor` is None for the service itself.

    `code` is a name of the catalogue, None where it has none; `words` fill its sentence.
    """

    id: int
    name: str
    code: str | None
    words: dict[str, str]
    kind: str
    sentence: str
    occurred_at: datetime
    actor_id: int | None
    actor: str | None
    project_id: int | None
    project: str | None
    changes: tuple[Change, ...]
    payload: dict[str, Any]  # the payload's form belongs to the event's name


@dataclass(frozen=True, slots=True)
class TrailPage:
    """`cursor` asks for what is older; None at the end. All after `searched_to` was looked at."""

    lines: list[TrailLine]
    cursor: int | None
    searched_to: datetime | None


def trail(*, organisation_id: int, wanted: TrailFilter, before_id: int | None) -> TrailPage:
    """The newest lines before a cursor: a fixed number of queries, however long the trail."""
    start = before_id or _start(wanted.until)
    of_organisation = Event.objects.filter(organisation_id=organisation_id).order_by("-pk")
    below = of_organisation if start is None else of_organisation.filter(pk__lt=start)
    last = below.values_list("pk", "occurred_at")[WINDOW - 1 : WINDOW].first()
    window = below if last is None else below.filter(pk__gte=last[0])
    found = list(_matching(window, wanted)[: PAGE + 1])
    page = found[:PAGE]
    names = names_in(page, organisation_id=organisation_id)
    lines = [_line(event, names.words(event)) for event in page]
    if len(found) > PAGE:
        return TrailPage(lines, page[-1].pk, page[-1].occurred_at)
    if last is None or (wanted.since is not None and last[1] < wanted.since):
        return TrailPage(lines, None, None)
    return TrailPage(lines, last[0], last[1])


def _start(until: datetime | None) -> int | None:
    """The first id after a moment, by halving, for ids follow time. None: no bound."""
    if until is None:
        return None
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    low, high = 0, newest + 1
    while low < high:
        middle = (low + high) // 2
        at = Event.objects.filter(pk__gte=middle).order_by("pk").values_list("occurred_at")[:1]
        moment = next((row[0] for row in at), None)
        low, high = (middle + 1, high) if moment is not None and moment <= until else (low, middle)
    return low


def _matching(window: QuerySet[Event], wanted: TrailFilter) -> QuerySet[Event]:
    found = window
    for key in ("project_id", "batch_id", "task_id", "annotator_id"):
        value = getattr(wanted, key)
        if value is not None:
            found = found.filter(**{f"payload__{key}": value})
    if wanted.person_id is not None:
        one = wanted.person_id
        found = found.filter(
            Q(actor_id=one) | Q(payload__annotator_id=one) | Q(payload__user_id=one)
        )
    if wanted.kinds:
        names = [name for kind in wanted.kinds for name in SENTENCES_BY_KIND[kind]]
        found = found.filter(name__in=names)
    if wanted.since is not None:
        found = found.filter(occurred_at__gte=wanted.since)
    return found if wanted.until is None else found.filter(occurred_at__lte=wanted.until)


def _line(event: Event, named: Mapping[str, str]) -> TrailLine:
    words = {**plain_words(event.payload), **named}
    project_id = event.payload.get("project_id")
    return TrailLine(
        id=event.pk,
        name=event.name,
        code=event.name if event.name in SENTENCES else None,
        words=words,
        kind=KIND_OF.get(event.name, ""),
        sentence=sentence(event.name, words),
        occurred_at=event.occurred_at,
        actor_id=event.actor_id,
        actor=named.get("actor"),
        project_id=project_id if isinstance(project_id, int) else None,
        project=named.get("project"),
        changes=tuple(_changes(event.payload)),
        payload=event.payload,
    )


def _changes(payload: Mapping[str, Any]) -> Iterator[Change]:
    """Old and new values, where the event has them."""
    for field, before, after in _CHANGES:
        if before in payload and after in payload:
            yield Change(field, _text(payload[before]), _text(payload[after]))
    changes = payload.get("changes")
    if isinstance(changes, dict):
        for field, value in changes.items():
            yield Change(field, None, _text(value))
    for before, after in _WHOLE:
        old, new = payload.get(before), payload.get(after)
        if isinstance(old, dict) and isinstance(new, dict):
            for field in sorted(old.keys() | new.keys()):
                if old.get(field) != new.get(field):
                    yield Change(field, _text(old.get(field)), _text(new.get(field)))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
