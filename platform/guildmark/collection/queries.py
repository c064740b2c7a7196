"""Reads of the collection app."""

from collections.abc import Callable, Sequence

import numpy as np
from django.db.models import BigIntegerField, F, Func, Prefetch, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce
from numpy.typing import NDArray

from concord.pictures import twins
from guildmark.collection.models import Asset, Brief, BriefExample, Consent, ConsentText, Stratum
from guildmark.communities import queries as communities
from guildmark.communities.models import Membership
from guildmark.core.errors import NotFound
from guildmark.core.money import Money
from guildmark.datasets.models import Item
from guildmark.projects.models import Project

Indexes = NDArray[np.int64]
Signatures = NDArray[np.uint8]

MOST_BITS = 8
_MOST_CANDIDATES = 200


class _ChangedBits(Func):
    """In how many of 64 bits two hashes differ; NULL where one is."""

    template = "bit_count((%(expressions)s)::bit(64))"
    arg_joiner = " # "
    output_field = BigIntegerField()


def _near(dhash: int) -> _ChangedBits:
    return _ChangedBits(F("dhash"), Cast(Value(dhash), BigIntegerField()))


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
    """What was sent for a brief, the newest first."""
    found = Asset.objects.filter(brief_id=brief_id)
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


def earned(*, user_id: int, brief: Brief) -> Money:
    """What somebody's accepted pictures come to."""
    paid = Asset.objects.filter(brief=brief, collector_id=user_id, accepted_at__isnull=False)
    total = paid.aggregate(total=Coalesce(Sum("amount_minor"), 0))["total"]
    return Money(total, brief.project.currency)


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
