"""Permission: signed for a version of the text, and taken back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from guildmark.collection import queries
from guildmark.collection.actions.locks import locked_asset, locked_brief, open_brief
from guildmark.collection.actions.records import record_asset, record_brief
from guildmark.collection.errors import CollectionClosed, ConsentChanged
from guildmark.collection.models import Asset, Brief, BriefExample, Consent, Stratum
from guildmark.datasets.actions import let_go, withdraw_item
from guildmark.datasets.models import WITHDRAWN
from guildmark.projects.actions.locks import lock_projects_of
from guildmark.quality.actions import lock_uses, stop_using

_WITHDRAWABLE = (Asset.State.WAITING, Asset.State.ACCEPTED, Asset.State.REJECTED)


@transaction.atomic
def sign_consent(*, user_id: int, brief_id: int, number: int, now: datetime) -> Consent:
    """Sign the text in force, which has this number. Records consent.signed.

    Signing twice gives the signature that is there. Raises NotFound, CollectionClosed and
    ConsentChanged.
    """
    brief = open_brief(brief_id)
    text = queries.text_in_force(brief)
    if text is None:
        raise CollectionClosed
    if text.number != number:
        raise ConsentChanged
    there = queries.live_consent(user_id=user_id, text_id=text.pk)
    if there is not None:
        return there
    try:
        with transaction.atomic():
            consent = Consent.objects.create(text=text, user_id=user_id, signed_at=now)
    except IntegrityError as error:
        if "consent_live_once" not in str(error):
            raise
        return Consent.objects.get(text=text, user_id=user_id, withdrawn_at=None)
    record_brief("consent.signed", brief, actor_id=user_id, now=now, user_id=user_id, number=number)
    return consent


@transaction.atomic
def withdraw_consent(*, user_id: int, brief_id: int, now: datetime) -> int:
    """Take every permission for a brief back, and every picture sent under it; how many went.

    Records consent.withdrawn, and asset.withdrawn for each. A second call finds nothing to do.
    """
    _lock_projects(Brief.objects.filter(pk=brief_id))
    brief = locked_brief(brief_id)
    signed = Consent.objects.filter(text__brief=brief, user_id=user_id, withdrawn_at=None)
    if not signed.update(withdrawn_at=now):
        return 0
    record_brief("consent.withdrawn", brief, actor_id=user_id, now=now, user_id=user_id)
    own = Asset.objects.filter(brief=brief, collector_id=user_id, state__in=_WITHDRAWABLE)
    ids = list(own.order_by("pk").values_list("pk", flat=True))
    # all of them before any is called off: who holds a batch waits for no task
    lock_uses(list(own.exclude(item=None).values_list("item_id", flat=True)))
    for asset_id in ids:
        _take_back(user_id, asset_id, now)
    return len(ids)


@transaction.atomic
def withdraw_asset(*, user_id: int, asset_id: int, now: datetime) -> Asset:
    """Take one picture back: its bytes and hashes go, an item made of it is used no more.

    Nobody is asked about the item any more or taught by it, and releases made from now on leave it
    out; what was paid stays paid. The files are deleted after the commit. Records asset.withdrawn
    and what `stop_using` records. Raises NotFound, and AssetMoved for a second call.
    """
    _lock_projects(Brief.objects.filter(assets=asset_id))
    return _take_back(user_id, asset_id, now)


@transaction.atomic
def delete_collected(*, actor_id: int, item_id: int, note: str, now: datetime) -> None:
    """A manager deletes an item: a picture that became it goes like one taken back, and its
    collector reads the note. It is no example of a brief any more.

    The files are the item's, and go with it. Records asset.deleted where there is one. Safe to
    repeat.
    """
    BriefExample.objects.filter(item_id=item_id).delete()
    found = Asset.objects.filter(item_id=item_id, state__in=_WITHDRAWABLE).first()
    if found is None:
        return
    asset, stratum = locked_asset(found.pk, *Asset.State.values)
    if asset.state == Asset.State.WITHDRAWN:  # meanwhile
        return
    asset.reason_code, asset.note = Asset.Reason.OTHER, note
    _empty(asset, stratum, now)
    record_asset("asset.deleted", asset, actor_id=actor_id, now=now, item_id=item_id)


def _lock_projects(found: QuerySet[Brief]) -> None:
    """Where items of a brief's pictures may be used; before the brief, as who makes it does."""
    datasets = found.exclude(project__dataset=None).values_list("project__dataset_id", flat=True)
    for dataset_id in datasets:
        lock_projects_of(dataset_id)


def _take_back(user_id: int, asset_id: int, now: datetime) -> Asset:
    """As `withdraw_asset`, with the projects locked."""
    asset, stratum = locked_asset(asset_id, *_WITHDRAWABLE)
    files = _empty(asset, stratum, now)
    where = {}
    if asset.item_id is not None:
        where["item_id"] = asset.item_id
        stop_using(item_id=asset.item_id, actor_id=user_id, reason=WITHDRAWN, note="", now=now)
        files = withdraw_item(item_id=asset.item_id, now=now)  # its files are the picture's
    record_asset("asset.withdrawn", asset, actor_id=user_id, now=now, **where)
    let_go(files, organisation_id=asset.brief.organisation_id, now=now)
    return asset


def _empty(asset: Asset, stratum: Stratum, now: datetime) -> list[str]:
    """Write a locked picture without its bytes and hashes, and its place free; its files."""
    files = asset.stored_names
    if asset.state != Asset.State.REJECTED:
        stratum.taken_count -= 1
    if asset.state == Asset.State.ACCEPTED:
        stratum.accepted_count -= 1
    stratum.save(update_fields=["taken_count", "accepted_count"])
    asset.state = Asset.State.WITHDRAWN
    asset.withdrawn_at = now
    asset.sha256 = asset.rendition_sha256 = asset.original = asset.rendition = asset.thumbnail = ""
    asset.dhash, asset.signature, asset.measures = None, b"", {}
    asset.is_disputed = False
    asset.save()
    return files
