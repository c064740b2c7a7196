"""Reads of the collection app."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db.models import BigIntegerField, Count, F, Func, Prefetch, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce
from numpy.typing import NDArray

from concord.pictures import twins
from guildmark.collection.models import (
    Asset,
    AssetReview,
    Brief,
    BriefExample,
    Consent,
    ConsentText,
    Stratum,
)
from guildmark.communities import queries as communities
from guildmark.communities.models import Membership
from guildmark.core.errors import NotFound
from guildmark.core.money import Money
from guildmark.datasets.models import Item
from guildmark.projects.models import Project
from guildmark.training.queries.people import is_qualified

Indexes = NDArray[np.int64]
Signatures = NDArray[np.uint8]

MOST_BITS = 8
_MOST_CANDIDATES = 200
_SPREAD = 20


class _ChangedBits(Func):
    """In how many of 64 bits two hashes differ; NULL where one is."""

    template = "bit_count((%(expressions)s)::bit(64))"
    arg_joiner = " # "
    output_field = BigIntegerField()


def _near(dhash: int) -> _ChangedBits:
    return _ChangedBits(F("dhash"), Cast(Value(dhash), BigIntegerField()))


@dataclass(frozen=True)
class Sent:
    """How much somebody sent that was taken, whatever became of it later."""

    pictures: int
    byte_count: int


def sent_since(*, user_id: int, since: datetime) -> Sent:
    """What a person sent to all briefs after a moment."""
    assets = Asset.objects.filter(collector_id=user_id, created_at__gt=since)
    found = assets.aggregate(pictures=Count("pk"), byte_count=Coalesce(Sum("byte_count"), 0))
    return Sent(**found)


def briefs() -> QuerySet[Brief]:
    """Briefs with project, strata, examples and, in `texts`, the permission in force."""
    newest = ConsentText.objects.order_by("brief_id", "-number").distinct("brief_id")
    return Brief.objects.select_related("project").prefetch_related(
        Prefetch("strata", queryset=Stratum.objects.order_by("pk")),
        Prefetch("examples", queryset=BriefExample.objects.select_related("item").order_by("pk")),
        Prefetch("consent_texts", queryset=newest, to_attr="texts"),
    )


def brief_of(project_id: int) -> Brief:
    """The brief of a project. Raises NotFound."""
    found = briefs().filter(project_id=project_id).first()
    if found is None:
        raise NotFound
    return found


def open_briefs(user_id: int) -> QuerySet[Brief]:
    """What somebody may send pictures for: open briefs of active projects of their communities."""
    active = Membership.objects.filter(user_id=user_id, state=Membership.State.ACTIVE)
    return (
        briefs()
        .filter(
            is_open=True,
            project__state=Project.State.ACTIVE,
            project__community_id__in=active.values("community_id"),
        )
        .order_by("pk")
    )


def text_in_force(brief: Brief) -> ConsentText | None:
    """The permission to be signed, or None before there is one."""
    return brief.consent_texts.order_by("-number").first()


def is_member(*, user_id: int, project: Project) -> bool:
    """Whether the person is in the community of an active project."""
    if project.community_id is None or project.state != Project.State.ACTIVE:
        return False
    return communities.is_active_member(user_id=user_id, community_id=project.community_id)


def has_sent(*, user_id: int, brief_id: int) -> bool:
    """Whether the person has ever sent a picture: then their own pictures stay theirs to see."""
    return Asset.objects.filter(brief_id=brief_id, collector_id=user_id).exists()


def live_consent(*, user_id: int, text_id: int) -> Consent | None:
    """The signature under a text, or None."""
    return Consent.objects.filter(user_id=user_id, text_id=text_id, withdrawn_at=None).first()


def assets(brief_id: int) -> QuerySet[Asset]:
    """What was sent for a brief, the newest first; `dataset_id` is the one its item lies in."""
    found = Asset.objects.filter(brief_id=brief_id).annotate(
        review_count=Count("reviews"), dataset_id=F("item__dataset_id")
    )
    return found.select_related("stratum", "collector", "consent__text").order_by("-pk")


def asset(asset_id: int) -> Asset:
    """One picture with its brief. Raises NotFound."""
    found = (
        Asset.objects.select_related("brief__project", "stratum", "collector", "consent__text")
        .filter(pk=asset_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def counted_asset(asset_id: int) -> Asset:
    """The same with how many members reviewed it. Raises NotFound."""
    found = asset(asset_id)
    return assets(found.brief_id).get(pk=asset_id)


def may_review(*, user_id: int, brief: Brief, now: datetime) -> bool:
    """Whether the brief asks its members for reviews, and the person is one it asks."""
    if not brief.reviews_wanted or not is_member(user_id=user_id, project=brief.project):
        return False
    return not brief.asks_qualification or is_qualified(
        user_id=user_id, project_id=brief.project_id, now=now
    )


def to_review(*, user_id: int, brief_id: int) -> QuerySet[Asset]:
    """What others sent and a member may still say something of, the oldest first."""
    reviewed = AssetReview.objects.filter(reviewer_id=user_id).values("asset_id")
    waiting = Asset.objects.filter(brief_id=brief_id, state=Asset.State.WAITING, is_disputed=False)
    others = waiting.exclude(collector_id=user_id).exclude(pk__in=reviewed)
    return others.select_related("stratum").order_by("pk")


def next_to_review(*, user_id: int, brief_id: int) -> Asset | None:
    """One of the oldest, another one for each person: two seldom look at the same at once."""
    oldest = list(to_review(user_id=user_id, brief_id=brief_id)[:_SPREAD])
    return oldest[user_id % len(oldest)] if oldest else None


@dataclass(frozen=True)
class Share:
    """What somebody has done for a brief, and what it came to."""

    brief: Brief
    sent_count: int
    accepted_count: int
    review_count: int
    earned: Money


def shares(user_id: int, briefs_: Sequence[Brief]) -> list[Share]:
    """What somebody has done for each of the briefs: two queries."""
    ids = [brief.pk for brief in briefs_]
    sent = {
        row["brief_id"]: row
        for row in Asset.objects.filter(collector_id=user_id, brief_id__in=ids)
        .values("brief_id")
        .annotate(sent=Count("pk"), accepted=Count("accepted_at"), paid=_paid("accepted_at"))
    }
    reviewed = {
        row["asset__brief_id"]: row
        for row in AssetReview.objects.filter(reviewer_id=user_id, asset__brief_id__in=ids)
        .values("asset__brief_id")
        .annotate(given=Count("pk"), paid=_paid("pk"))
    }
    found = []
    for brief in briefs_:
        # Any: what `values` gives has no narrower type.
        of_sent: Mapping[str, Any] = sent.get(brief.pk) or {}
        of_reviewed: Mapping[str, Any] = reviewed.get(brief.pk) or {}
        amount = of_sent.get("paid", 0) + of_reviewed.get("paid", 0)
        found.append(
            Share(
                brief=brief,
                sent_count=of_sent.get("sent", 0),
                accepted_count=of_sent.get("accepted", 0),
                review_count=of_reviewed.get("given", 0),
                earned=Money(amount, brief.project.currency),
            )
        )
    return found


def _paid(when: str) -> Coalesce:
    """The sum of the amounts of rows where `when` is there."""
    return Coalesce(Sum("amount_minor", filter=Q(**{f"{when}__isnull": False})), 0)


def briefs_worked_for(user_id: int) -> QuerySet[Brief]:
    """Briefs somebody has sent pictures for or reviewed some of."""
    sent = Asset.objects.filter(collector_id=user_id).values("brief_id")
    reviewed = AssetReview.objects.filter(reviewer_id=user_id).values("asset__brief_id")
    found = Brief.objects.filter(Q(pk__in=sent) | Q(pk__in=reviewed))
    return found.select_related("project").order_by("-pk")


def earned(*, user_id: int, brief: Brief) -> Money:
    """What somebody's accepted pictures and reviews come to."""
    return shares(user_id, [brief])[0].earned


def asset_with_bytes(*, brief_id: int, sha256: str) -> Asset | None:
    """The picture of the brief with these bytes, or None."""
    found = Asset.objects.filter(brief_id=brief_id, sha256=sha256)
    return found.exclude(state=Asset.State.WITHDRAWN).first()


def near_asset(*, brief_id: int, dhash: int, signature: bytes) -> Asset | None:
    """A picture of the brief that shows the same, or None. One pass over the brief's hashes."""
    found = Asset.objects.filter(brief_id=brief_id).exclude(state=Asset.State.WITHDRAWN)
    found = found.annotate(changed=_near(dhash)).filter(changed__lte=MOST_BITS)
    near = list(found.order_by("changed", "pk")[:_MOST_CANDIDATES])
    levels = [(one.dhash or 0, bytes(one.signature)) for one in near]
    index = _first_twin(levels, dhash, signature)
    return None if index is None else near[index]


def has_near_item(*, dataset_id: int, sha256: str, dhash: int, signature: bytes) -> bool:
    """Whether the dataset holds the picture already, however it came in."""
    items = Item.objects.filter(dataset_id=dataset_id)
    if items.filter(sha256=sha256).exists():
        return True
    items = items.filter(signature__isnull=False).annotate(changed=_near(dhash))
    near = items.filter(changed__lte=MOST_BITS).order_by("changed", "pk")
    rows = near.values_list("dhash", "signature__levels")[:_MOST_CANDIDATES]
    levels = [(hashed or 0, bytes(levels)) for hashed, levels in rows]
    return _first_twin(levels, dhash, signature) is not None


def _first_twin(
    candidates: Sequence[tuple[int, bytes]], dhash: int, signature: bytes
) -> int | None:
    """The place of the first candidate that shows the same as the picture, or None."""
    for index, (other_hash, other_levels) in enumerate(candidates):
        hashes = np.array([other_hash, dhash], dtype=np.int64).view(np.uint64)
        if twins(hashes, _levels(other_levels, signature))[1] == 0:
            return index
    return None


def _levels(*signatures: bytes) -> Callable[[Indexes], Signatures]:
    rows = np.frombuffer(b"".join(signatures), dtype=np.uint8).reshape(len(signatures), -1)

    def read(places: Indexes) -> Signatures:
        return rows[places]

    return read
