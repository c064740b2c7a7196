"""Other people look at a picture: it becomes an item, or is sent back with a reason."""

import base64
from datetime import datetime
from pathlib import Path

from django.db import transaction

from guildmark.collection.actions.locks import locked_asset
from guildmark.collection.actions.records import record_asset
from guildmark.collection.errors import CollectedRefused, OwnAsset
from guildmark.collection.models import Asset
from guildmark.datasets.actions import add_decoded_item
from guildmark.datasets.files import StoredPicture
from guildmark.datasets.intake.results import Decoded, Measures, Picture, Spooled
from guildmark.datasets.models import Dataset, Item


@transaction.atomic
def accept_asset(*, actor_id: int, asset_id: int, now: datetime) -> Asset:
    """waiting -> accepted: it becomes an item of the project's dataset, with where it is from.

    It is paid from then on. Records asset.accepted and item.added. Raises NotFound, AssetMoved (a
    second call too), OwnAsset, and CollectedRefused where the dataset got its bytes meanwhile.
    """
    asset, stratum = locked_asset(asset_id, Asset.State.WAITING)
    if asset.collector_id == actor_id:
        raise OwnAsset
    asset.item = _item(asset, actor_id=actor_id, now=now)
    asset.state = Asset.State.ACCEPTED
    asset.reviewed_by_id = actor_id
    asset.reviewed_at = asset.accepted_at = now
    asset.save(update_fields=["item", "state", "reviewed_by", "reviewed_at", "accepted_at"])
    stratum.accepted_count += 1
    stratum.save(update_fields=["accepted_count"])
    record_asset("asset.accepted", asset, actor_id=actor_id, now=now, item_id=asset.item.pk)
    return asset


@transaction.atomic
def reject_asset(
    *, actor_id: int, asset_id: int, reason_code: str, note: str = "", now: datetime
) -> Asset:
    """waiting -> rejected: its place is free again, and its sender reads why.

    Records asset.rejected. Raises NotFound, AssetMoved (a second call too) and OwnAsset.
    """
    asset, stratum = locked_asset(asset_id, Asset.State.WAITING)
    if asset.collector_id == actor_id:
        raise OwnAsset
    asset.state = Asset.State.REJECTED
    asset.reviewed_by_id = actor_id
    asset.reviewed_at = now
    asset.reason_code, asset.note = reason_code, note
    asset.save(update_fields=["state", "reviewed_by", "reviewed_at", "reason_code", "note"])
    stratum.taken_count -= 1
    stratum.save(update_fields=["taken_count"])
    record_asset("asset.rejected", asset, actor_id=actor_id, now=now, reason=reason_code)
    return asset


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
