"""Projects with work in them: people who may do it, batches, claims and answers.

What only has to exist (items, versions, qualifications) is inserted in bulk, so that a test can
have thousands; batches, claims and answers go through the public actions.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from guildmark.accounts.models import Organisation, User
from guildmark.communities.models import Community, Membership
from guildmark.datasets.models import Dataset, Item
from guildmark.projects.models import GuidelineVersion, Project, SchemaVersion
from guildmark.training.models import (
    ComprehensionPass,
    GuidelineReading,
    Qualification,
    TrainingPlan,
)
from guildmark.work import actions
from guildmark.work.course import Moment
from guildmark.work.models import Batch
from guildmark.work.queries.leases import Lease
from tests.factories import accounts

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DEFINITION: dict[str, Any] = {  # a label schema, plain JSON
    "version": 1,
    "labels": [
        {
            "key": "coin",
            "name": "Coin",
            "color": "#30C7D2",
            "kind": "box",
            "parent": None,
            "min_count": None,
            "max_count": None,
            "attributes": [],
        }
    ],
    "questions": [],
}

_numbers = count(1)


@dataclass(frozen=True)
class Workplace:
    """An active project, and those who run it."""

    organisation: Organisation
    manager: User
    project: Project
    dataset: Dataset
    community: Community


def boxes(number: int = 5) -> dict[str, Any]:
    """An answer with so many boxes, legal in a picture of 640 x 480."""
    shapes = [
        {
            "id": f"s{index}",
            "kind": "box",
            "label": "coin",
            "geometry": {"x": 10.5 + 50 * index, "y": 20.25, "width": 40.0, "height": 35.5},
            "attributes": {},
        }
        for index in range(number)
    ]
    return {"version": 1, "is_nothing_here": number == 0, "shapes": shapes, "answers": {}}


def workplace(*, items: int = 0, organisation: Organisation | None = None) -> Workplace:
    """An active project with a schema, a guideline, a community and so many items."""
    number = next(_numbers)
    manager = accounts.person()
    if organisation is None:
        organisation = accounts.organisation(f"Works {number}", owner=manager)
    dataset = Dataset.objects.create(
        organisation=organisation, name=f"Pictures {number}", created_at=NOW
    )
    community = Community.objects.create(
        organisation=organisation,
        name=f"Circle {number}",
        joining=Community.Joining.OPEN,
        created_at=NOW,
    )
    project = Project.objects.create(
        organisation=organisation,
        name=f"Workplace {number}",
        state=Project.State.ACTIVE,
        community=community,
        dataset=dataset,
        price_minor=5,
        created_by=manager,
        created_at=NOW,
    )
    SchemaVersion.objects.create(
        project=project, number=1, definition=DEFINITION, created_by=manager, created_at=NOW
    )
    GuidelineVersion.objects.create(
        project=project, major=1, minor=0, change="major", state="published",
        created_by=manager, created_at=NOW, published_at=NOW,
    )  # fmt: skip
    # A quiz that wants nothing: people are qualified below without one.
    TrainingPlan.objects.create(project=project, scored_decisions=0)
    place = Workplace(organisation, manager, project, dataset, community)
    add_items(place, items)
    return place


def add_items(place: Workplace, number: int) -> list[Item]:
    """So many more pictures of 640 x 480, without bytes."""
    return Item.objects.bulk_create(
        Item(
            organisation_id=place.organisation.pk,
            dataset=place.dataset,
            name=f"{next(_numbers)}.jpg",
            sha256=f"{next(_numbers):064x}",
            width_px=640,
            height_px=480,
            byte_count=1,
            original_format="JPEG",
            created_at=NOW,
        )
        for _ in range(number)
    )


def open_batch(
    place: Workplace,
    *,
    overlap: int = 3,
    gold_share: float = 0.0,
    share_cap: float = 1.0,
    priority: int = 0,
    price_minor: int = 5,
    item_ids: list[int] | None = None,
    is_adaptive: bool = False,
    overlap_min: int = 2,
    overlap_max: int = 5,
    audit_share: float = 0.0,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    audience_id: int | None = None,
    now: datetime = NOW,
) -> Batch:
    """An open batch of the items without a task."""
    batch = draft_batch(
        place,
        overlap=overlap,
        gold_share=gold_share,
        share_cap=share_cap,
        priority=priority,
        price_minor=price_minor,
        item_ids=item_ids,
        is_adaptive=is_adaptive,
        overlap_min=overlap_min,
        overlap_max=overlap_max,
        audit_share=audit_share,
        opens_at=opens_at,
        closes_at=closes_at,
        audience_id=audience_id,
        now=now,
    )
    return actions.open_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=now)


def open_task(place: Workplace) -> int:
    """A task of one more picture, in a batch that is open."""
    (item,) = add_items(place, 1)
    return open_batch(place, item_ids=[item.pk]).tasks.get().pk


def draft_batch(
    place: Workplace,
    *,
    overlap: int = 3,
    gold_share: float = 0.0,
    share_cap: float = 1.0,
    priority: int = 0,
    price_minor: int = 5,
    item_ids: list[int] | None = None,
    is_adaptive: bool = False,
    overlap_min: int = 2,
    overlap_max: int = 5,
    audit_share: float = 0.0,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    audience_id: int | None = None,
    now: datetime = NOW,
) -> Batch:
    """A batch of the items without a task, not open yet."""
    return actions.create_batch(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        name=f"Batch {next(_numbers)}",
        overlap=overlap,
        gold_share=gold_share,
        share_cap=share_cap,
        priority=priority,
        price_minor=price_minor,
        currency="EUR",
        item_ids=item_ids,
        is_adaptive=is_adaptive,
        overlap_min=overlap_min,
        overlap_max=overlap_max,
        audit_share=audit_share,
        opens_at=opens_at,
        closes_at=closes_at,
        audience_id=audience_id,
        now=now,
    )


def annotator(place: Workplace, *, user: User | None = None) -> User:
    """Somebody who may work on the project."""
    someone = user or accounts.person()
    Membership.objects.create(
        community=place.community, user=someone, joined_at=NOW, changed_at=NOW
    )
    Qualification.objects.create(
        user=someone,
        project=place.project,
        guideline_major=1,
        granted_at=NOW,
        expires_at=NOW + timedelta(days=3650),
    )
    return someone


def trained(place: Workplace, number: int = 1) -> list[User]:
    """People who went the whole way into the project."""
    people = [annotator(place) for _ in range(number)]
    guideline = place.project.guideline_versions.get()
    for user in people:
        GuidelineReading.objects.create(user=user, guideline_version=guideline, read_at=NOW)
        ComprehensionPass.objects.create(
            user=user, project=place.project, guideline_major=1, passed_at=NOW
        )
    return people


def claim(user: User, place: Workplace, *, now: datetime = NOW) -> Lease:
    """The next task of the project, which must be there."""
    found = actions.claim_next(user_id=user.pk, project_id=place.project.pk, now=now)
    assert isinstance(found, Lease), found
    return found


def prefetch(user: User, place: Workplace, *, now: datetime = NOW) -> Lease:
    """The task after the one in hand, which must be there."""
    found = actions.claim_next(
        user_id=user.pk, project_id=place.project.pk, is_prefetch=True, now=now
    )
    assert isinstance(found, Lease), found
    return found


def why_empty(user: User, place: Workplace, *, now: datetime = NOW) -> str:
    """The reason there is nothing."""
    found = actions.claim_next(user_id=user.pk, project_id=place.project.pk, now=now)
    assert isinstance(found, actions.Empty), found
    return found.reason


def submit(
    user: User,
    held: Lease,
    *,
    number: int = 2,
    course: list[Moment] | None = None,
    now: datetime = NOW,
) -> actions.Submitted:
    """An answer with so many boxes."""
    return actions.submit(
        user_id=user.pk,
        assignment_id=held.assignment_id,
        document=boxes(number),
        seconds_spent=10.0,
        course=course,
        now=now,
    )
