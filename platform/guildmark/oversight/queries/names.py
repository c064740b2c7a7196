"""What the ids in a page of events are called: one query a kind of thing, however many rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from guildmark.accounts.models import StaffMember, User
from guildmark.communities.models import Community
from guildmark.datasets.models import Dataset, Item
from guildmark.events.models import Event
from guildmark.projects.models import Project
from guildmark.quality.models import GoldItem, QualityRule
from guildmark.work.models import Assignment, Batch, Task


@dataclass(frozen=True, slots=True)
class Names:
    """Names by kind of thing and id."""

    people: Mapping[int, str] = field(default_factory=dict)
    things: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    def words(self, event: Event) -> dict[str, str]:
        """The words an event's ids stand for."""
        payload = event.payload
        words = {
            word: self.people.get(payload[key], f"person {payload[key]}")
            for word, key in (("annotator", "annotator_id"), ("user", "user_id"))
            if payload.get(key) is not None
        }
        if event.actor_id is not None:
            words["actor"] = self.people.get(event.actor_id, f"person {event.actor_id}")
        for word, key in _KEYS:
            name = self.things.get(key, {}).get(payload.get(key))
            if name is not None:
                words.setdefault(word, name)
        return words


#: Word, and the key of a payload it is found by; an earlier one wins.
_KEYS = (
    ("project", "project_id"),
    ("batch", "batch_id"),
    ("community", "community_id"),
    ("dataset", "dataset_id"),
    ("rule", "rule_id"),
    ("item", "item_id"),
    ("item", "task_id"),
    ("item", "gold_item_id"),
    ("item", "assignment_id"),
)


def names_in(events: Sequence[Event], *, organisation_id: int) -> Names:
    """The names of everything a page of events points to."""
    sources: Mapping[str, tuple[QuerySet[Any], str]] = {  # Any: of several models
        "project_id": (Project.objects.all(), "name"),
        "batch_id": (Batch.objects.all(), "name"),
        "community_id": (Community.objects.all(), "name"),
        "dataset_id": (Dataset.objects.all(), "name"),
        "rule_id": (QualityRule.objects.all(), "name"),
        "item_id": (Item.objects.all(), "name"),
        "task_id": (Task.objects.all(), "item__name"),
        "gold_item_id": (GoldItem.objects.all(), "item__name"),
        "assignment_id": (Assignment.objects.all(), "item__name"),
    }
    return Names(
        people=_people(events, organisation_id=organisation_id),
        things={
            key: _named(found, name, _ids(events, key)) for key, (found, name) in sources.items()
        },
    )


def _ids(events: Sequence[Event], key: str) -> set[int]:
    found = (event.payload.get(key) for event in events)
    return {one for one in found if isinstance(one, int)}


def _named(found: QuerySet[Model], name: str, ids: Collection[int]) -> dict[int, str]:
    return dict(found.filter(pk__in=ids).values_list("pk", name)) if ids else {}


def _people(events: Sequence[Event], *, organisation_id: int) -> dict[int, str]:
    """Colleagues by name, everybody else under their pseudonym. Two queries."""
    ids = _ids(events, "annotator_id") | _ids(events, "user_id")
    ids |= {event.actor_id for event in events if event.actor_id is not None}
    staff = set(
        StaffMember.objects.filter(organisation_id=organisation_id, user_id__in=ids).values_list(
            "user_id", flat=True
        )
    )
    rows = User.objects.filter(pk__in=ids).values_list("pk", "display_name", "pseudonym")
    return {pk: (name if pk in staff and name else pseudonym) for pk, name, pseudonym in rows}
