"""Other people look at a picture: it becomes an item, or is sent back with a reason."""

import base64
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from guildmark.collection import queries
from guildmark.collection.actions.locks import locked_asset
from guildmark.collection.actions.records import record_asset
from guildmark.collection.errors import (
    CollectedRefused,
    OwnAsset,
    ReasonMissing,
    ReviewedAlready,
    ReviewNotOpen,
)
from guildmark.collection.models import Asset, AssetReview, Stratum
from guildmark.datasets.actions import add_decoded_item
from guildmark.datasets.files import StoredPicture
from guildmark.datasets.intake.results import Decoded, Measures, Picture, Spooled
from guildmark.datasets.models import Dataset, Item
from guildmark.projects.actions.locks import require_staying


@dataclass(frozen=True)
class Reasons:
    """Why a picture is not accepted, for its sender; empty where it is."""

    code: str = ""
    note: str = ""


@transaction.atomic
def accept_asset(*, actor_id: int, asset_id: int, now: datetime) -> Asset:
    """waiting -> accepted: it becomes an item of the project's dataset, with where it is from.

    It is paid from then on. Records asset.accepted and item.added. Raises NotFound, AssetMoved (a
    second call too), ProjectGoing, OwnAsset, and CollectedRefused where the dataset got its bytes
    meanwhile.
    """
    asset, stratum = _waiting_of_others(asset_id, actor_id)
    _accept(asset, stratum, actor_id=actor_id, now=now)
    return asset


@transaction.atomic
def reject_asset(
    *, actor_id: int, asset_id: int, reason_code: str, note: str = "", now: datetime
) -> Asset:
    """waiting -> rejected: its place is free again, and its sender reads why.

    Records asset.rejected. Raises NotFound, AssetMoved (a second call too), ProjectGoing and
    OwnAsset.
    """
    asset, stratum = _waiting_of_others(asset_id, actor_id)
    _reject(asset, stratum, Reasons(reason_code, note), actor_id=actor_id, now=now)
    return asset


@transaction.atomic
def review_asset(
    *, user_id: int, asset_id: int, is_accepted: bool, reasons: Reasons, now: datetime
) -> Asset:
    """A member's word on a picture of somebody else; it is paid at once.

    When as many as the brief wants have spoken and all say the same, the picture is accepted or
    rejected; where they disagree, or accept what the dataset got another way meanwhile, it waits
    for the staff. Records asset.reviewed, and
    asset.disputed or what `accept_asset` or `reject_asset` record. Raises NotFound, AssetMoved,
    ProjectGoing, OwnAsset, ReviewNotOpen, ReviewedAlready (a second call) and ReasonMissing.
    """
    if not is_accepted and not reasons.code:
        raise ReasonMissing
    asset, stratum = _waiting_of_others(asset_id, user_id)
    brief = asset.brief
    if not queries.may_review(user_id=user_id, brief=brief, now=now) or asset.is_disputed:
        raise ReviewNotOpen
    try:
        with transaction.atomic():
            AssetReview.objects.create(
                asset=asset,
                reviewer_id=user_id,
                is_accepted=is_accepted,
                reason_code="" if is_accepted else reasons.code,
                note="" if is_accepted else reasons.note,
                amount_minor=brief.review_price_minor,
                currency=brief.project.currency,
                created_at=now,
            )
    except IntegrityError as error:
        if "asset_review_once" not in str(error):
            raise
        raise ReviewedAlready from error
    record_asset("asset.reviewed", asset, actor_id=user_id, now=now, reviewer_id=user_id)
    _settle(asset, stratum, actor_id=user_id, now=now)
    return asset


def _waiting_of_others(asset_id: int, actor_id: int) -> tuple[Asset, Stratum]:
    """Raises NotFound, AssetMoved, ProjectGoing and OwnAsset."""
    asset, stratum = locked_asset(asset_id, Asset.State.WAITING)
    require_staying(asset.brief.project)
    if asset.collector_id == actor_id:
        raise OwnAsset
    return asset, stratum


def _settle(asset: Asset, stratum: Stratum, *, actor_id: int, now: datetime) -> None:
    """What the reviews come to, once there are enough."""
    reviews = list(asset.reviews.order_by("pk"))
    if len(reviews) < asset.brief.reviews_wanted:
        return
    last = reviews[-1]
    if all(one.is_accepted for one in reviews):
        _accept_or_dispute(asset, stratum, actor_id=actor_id, now=now)
    elif not any(one.is_accepted for one in reviews):
        reasons = Reasons(last.reason_code, last.note)
        _reject(asset, stratum, reasons, actor_id=actor_id, now=now)
    else:
        _dispute(asset, actor_id=actor_id, now=now)


def _accept_or_dispute(asset: Asset, stratum: Stratum, *, actor_id: int, now: datetime) -> None:
    """Members cannot know that the dataset has the picture: their word stays, and is paid."""
    try:
        with transaction.atomic():
            _accept(asset, stratum, actor_id=actor_id, now=now)
    except CollectedRefused:
        asset.refresh_from_db()
        _dispute(asset, actor_id=actor_id, now=now)


def _dispute(asset: Asset, *, actor_id: int, now: datetime) -> None:
    asset.is_disputed = True
    asset.save(update_fields=["is_disputed"])
    record_asset("asset.disputed", asset, actor_id=actor_id, now=now, awaits_members=False)


def _accept(asset: Asset, stratum: Stratum, *, actor_id: int, now: datetime) -> None:
    asset.item = _item(asset, actor_id=actor_id, now=now)
    asset.state = Asset.State.ACCEPTED
    asset.accepted_at = now
    _save_review(asset, actor_id=actor_id, now=now)
    stratum.accepted_count += 1
    stratum.save(update_fields=["accepted_count"])
    record_asset("asset.accepted", asset, actor_id=actor_id, now=now, item_id=asset.item.pk)


def _reject(
    asset: Asset, stratum: Stratum, reasons: Reasons, *, actor_id: int, now: datetime
) -> None:
    asset.state = Asset.State.REJECTED
    asset.reason_code, asset.note = reasons.code, reasons.note
    _save_review(asset, actor_id=actor_id, now=now)
    stratum.taken_count -= 1
    stratum.save(update_fields=["taken_count"])
    record_asset("asset.rejected", asset, actor_id=actor_id, now=now, reason=reasons.code)


def _save_review(asset: Asset, *, actor_id: int, now: datetime) -> None:
    asset.reviewed_by_id = actor_id
    asset.reviewed_at = now
    asset.is_disputed = False
    asset.save()


def _item(asset: Asset, *, actor_id: int, now: datetime) -> Item:
    measures = asset.measures | {"signature": base64.b64encode(bytes(asset.signature)).decode()}
    picture = Picture(asset.original_format, asset.width_px, asset.height_px, Measures(**measures))
    nowhere = Path()  # the files are stored already
    item = add_decoded_item(
        dataset=Dataset.objects.get(pk=asset.brief.project.dataset_id or 0),
        name=asset.name,
        spooled=Spooled(nowhere, asset.sha256, asset.byte_count, b""),
        decoded=Decoded(picture, nowhere, nowhere),
        stored=StoredPicture(
            original=str(asset.original),
            rendition=str(asset.rendition),
            rendition_sha256=asset.rendition_sha256,
            thumbnail=str(asset.thumbnail),
        ),
        metadata=_provenance(asset),
        actor_id=actor_id,
        now=now,
    )
    if item is None:
        sentence = "The dataset has got this picture another way meanwhile. Reject this one."
        raise CollectedRefused("duplicate", sentence)
    return item


def _provenance(asset: Asset) -> dict[str, str]:
    """Where the item is from, in its metadata; the person under their pseudonym."""
    text = asset.consent.text
    return {
        "collected_by": asset.collector.pseudonym,
        "collected_on": asset.created_at.date().isoformat(),
        "kind": asset.stratum.name,
        "licence": text.licence,
        "permission": f"version {text.number}, signed {asset.consent.signed_at.date()}",
    }
