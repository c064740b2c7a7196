"""A picture comes in: decoded, judged at once, and kept until somebody reviews it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guildmark.accounts.models import User
from guildmark.collection import queries
from guildmark.collection.actions.locks import open_brief
from guildmark.collection.actions.records import record_asset
from guildmark.collection.errors import (
    CollectedRefused,
    CollectionClosed,
    CollectorDayFull,
    CollectorNotQualified,
    ConsentMissing,
    StratumFull,
)
from guildmark.collection.models import Asset, Brief, Consent, Stratum
from guildmark.core.errors import NotFound
from guildmark.datasets.actions import discard
from guildmark.datasets.files import StoredPicture, store_picture
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.kinds import picture_kind_of
from guildmark.datasets.intake.names import display_name
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.intake.results import Decoded, Spooled
from guildmark.projects.models import Project
from guildmark.training.queries.people import is_qualified


@dataclass(frozen=True)
class _Arrived:
    """A picture that was decoded and stored."""

    spooled: Spooled
    decoded: Decoded
    stored: StoredPicture

    def columns(self) -> dict[str, Any]:
        """The columns of its row: of several types."""
        picture, stored = self.decoded.picture, self.stored
        return {
            "sha256": self.spooled.sha256,
            "dhash": picture.measures.signed_dhash,
            "signature": picture.measures.levels,
            "width_px": picture.width_px,
            "height_px": picture.height_px,
            "byte_count": self.spooled.byte_count,
            "original_format": picture.format,
            "original": stored.original,
            "rendition": stored.rendition,
            "rendition_sha256": stored.rendition_sha256,
            "thumbnail": stored.thumbnail,
            # Levels have a column of their own; when it was taken is nobody's business here.
            "measures": asdict(picture.measures) | {"signature": "", "taken_at": ""},
        }


#: What one person may send, over all briefs: a disk that strangers write to needs a bound that
#: does not depend on how much a brief wants. Pictures taken back count, for they were written.
DAY = timedelta(hours=24)
MOST_A_DAY = 500
MOST_BYTES_A_DAY = 4 * 1024**3

#: What a duplicate is told: the same picture, and nearly the same.
OWN_TWIN = {
    False: "You sent this picture already. Take another one.",
    True: "You sent almost the same picture already. Take another one.",
}
OTHERS_TWIN = {
    False: "Somebody sent this picture already. Take another one.",
    True: "Somebody sent almost this picture already. Take another one.",
}


def collect_asset(
    *,
    user_id: int,
    brief_id: int,
    stratum_id: int,
    name: str,
    content: Iterable[bytes],
    now: datetime,
) -> Asset:
    """Take a picture for a stratum, to be reviewed. Records asset.collected.

    Decodes in the intake's child process, before anything is locked; then, under the locks of the
    person and the brief, the day, quota and duplicates are looked at once more, so that of two for
    the last place one is taken. Raises NotFound, CollectionClosed, CollectorNotQualified,
    ConsentMissing, StratumFull, CollectorDayFull and CollectedRefused. The same bytes twice are
    CollectedRefused.
    """
    consent = _permitted(user_id=user_id, brief_id=brief_id, stratum_id=stratum_id, now=now)
    brief = consent.text.brief
    with Decoder() as decoder:
        spooled = decoder.spool(content, name="upload")
        _refuse_same_bytes(brief, spooled.sha256, user_id=user_id)
        decoded = _decoded(decoder, spooled)
        _refuse_poor(brief, decoded)
        stored = store_picture(
            dataset_id=brief.project.dataset_id or 0, spooled=spooled, decoded=decoded
        )
        arrived = _Arrived(spooled, decoded, stored)
    try:
        return _keep(consent=consent, stratum_id=stratum_id, name=name, arrived=arrived, now=now)
    except (CollectedRefused, CollectionClosed, CollectorDayFull, ConsentMissing, StratumFull):
        discard(stored.names, organisation_id=brief.organisation_id, now=now)
        raise


def _permitted(*, user_id: int, brief_id: int, stratum_id: int, now: datetime) -> Consent:
    """The person's signature under the text in force. Raises what keeps them from sending."""
    brief = Brief.objects.select_related("project").filter(pk=brief_id).first()
    stratum = Stratum.objects.filter(pk=stratum_id, brief_id=brief_id).first()
    if brief is None or stratum is None:
        raise NotFound
    if not brief.is_open or brief.project.state != Project.State.ACTIVE:
        raise CollectionClosed
    if brief.asks_qualification and not is_qualified(
        user_id=user_id, project_id=brief.project_id, now=now
    ):
        raise CollectorNotQualified
    if stratum.taken_count >= stratum.wanted:
        raise StratumFull
    _refuse_full_day(user_id=user_id, now=now)
    text = queries.text_in_force(brief)
    consent = text and queries.live_consent(user_id=user_id, text_id=text.pk)
    if consent is None:
        raise ConsentMissing
    return Consent.objects.select_related("text__brief__project").get(pk=consent.pk)


def _refuse_full_day(*, user_id: int, now: datetime) -> None:
    """Raises CollectorDayFull, over all briefs."""
    sent = queries.sent_since(user_id=user_id, since=now - DAY)
    if sent.pictures >= MOST_A_DAY or sent.byte_count >= MOST_BYTES_A_DAY:
        raise CollectorDayFull


def _decoded(decoder: Decoder, spooled: Spooled) -> Decoded:
    try:
        picture_kind_of(spooled.head)
        # What a camera sends has 8 bits; of a scan that has more, 8 are kept.
        return decoder.picture(spooled.path).in_eight_bits
    except FileRefused as refused:
        raise CollectedRefused(refused.code, refused.sentence) from refused


def _refuse_poor(brief: Brief, decoded: Decoded) -> None:
    """Raises CollectedRefused under the brief's thresholds."""
    picture, measures = decoded.picture, decoded.picture.measures
    if min(picture.width_px, picture.height_px) < brief.min_short_side_px:
        raise CollectedRefused(
            "too_small",
            _(
                "The picture is {width_px} x {height_px} pixels. Its shorter side needs "
                "{min_short_side_px}. Send the original, not a screenshot."
            ).format(
                width_px=picture.width_px,
                height_px=picture.height_px,
                min_short_side_px=brief.min_short_side_px,
            ),
        )
    if measures.mean < brief.min_mean:
        raise CollectedRefused(
            "too_dark", "The picture is too dark. Take it again with more light."
        )
    if measures.sharpness < brief.min_sharpness:
        raise CollectedRefused(
            "too_blurred", "The picture is blurred. Hold the camera still and take it again."
        )


def _refuse_same_bytes(brief: Brief, sha256: str, *, user_id: int) -> None:
    same = queries.asset_with_bytes(brief_id=brief.pk, sha256=sha256)
    if same is not None:
        raise _duplicate(same, user_id=user_id)


def _refuse_near(brief: Brief, arrived: _Arrived, *, user_id: int) -> None:
    """Raises CollectedRefused where the picture is there, from whomever."""
    measures = arrived.decoded.picture.measures
    dhash, levels = measures.signed_dhash, measures.levels
    near = queries.near_asset(brief_id=brief.pk, dhash=dhash, signature=levels)
    if near is not None:
        raise _duplicate(near, user_id=user_id, is_near=True)
    if brief.project.dataset_id is not None and queries.has_near_item(
        dataset_id=brief.project.dataset_id,
        sha256=arrived.spooled.sha256,
        dhash=dhash,
        signature=levels,
    ):
        raise CollectedRefused("duplicate", "The project has this picture already. Take another.")


def _duplicate(twin: Asset, *, user_id: int, is_near: bool = False) -> CollectedRefused:
    """The twin is named where it is one's own: what others sent is not shown."""
    reason = "near_duplicate" if is_near else "duplicate"
    if twin.collector_id == user_id:
        return CollectedRefused(reason, OWN_TWIN[is_near], twin_id=twin.pk)
    return CollectedRefused(reason, OTHERS_TWIN[is_near])


@transaction.atomic
def _keep(
    *, consent: Consent, stratum_id: int, name: str, arrived: _Arrived, now: datetime
) -> Asset:
    """The row of the picture and its place in the stratum, in one transaction."""
    # The day is the person's and not the brief's: they may send to several briefs at once.
    User.objects.select_for_update(no_key=True).get(pk=consent.user_id)
    _refuse_full_day(user_id=consent.user_id, now=now)
    brief = open_brief(consent.text.brief_id)
    text = queries.text_in_force(brief)
    if text is None or queries.live_consent(user_id=consent.user_id, text_id=text.pk) != consent:
        raise ConsentMissing  # taken back, or another text came, while the picture was decoded
    stratum = Stratum.objects.select_for_update().get(pk=stratum_id)
    if stratum.taken_count >= stratum.wanted:
        raise StratumFull
    _refuse_same_bytes(brief, arrived.spooled.sha256, user_id=consent.user_id)
    _refuse_near(brief, arrived, user_id=consent.user_id)
    stratum.taken_count += 1
    stratum.save(update_fields=["taken_count"])
    asset = Asset.objects.create(
        brief=brief,
        stratum=stratum,
        collector_id=consent.user_id,
        consent=consent,
        name=display_name(name),
        amount_minor=brief.price_minor,
        currency=brief.project.currency,
        created_at=now,
        **arrived.columns(),
    )
    record_asset(
        "asset.collected",
        asset,
        actor_id=consent.user_id,
        now=now,
        stratum_id=stratum.pk,
        awaits_members=brief.reviews_wanted > 0,
    )
    return asset
