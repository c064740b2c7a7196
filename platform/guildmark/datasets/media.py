"""Links to pictures: signed, short-lived, and the same for some minutes so that browsers cache.

A token names an item, a variant and the moment it ends. The moment is rounded up to a window, so
all links to one picture made within a window are equal.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from django.conf import settings
from django.core.signing import BadSignature, Signer

from guildmark.core import clock
from guildmark.core.errors import NotFound, Refusal
from guildmark.datasets.models import Item

Variant = Literal["rendition", "thumbnail"]
WINDOW_SECONDS = 600
_signer = Signer(salt="guildmark.datasets.media", sep="~")


class LinkExpired(Refusal):
    """The link was good once."""

    code = "link_expired"
    status = 410
    title = "This link to a picture has expired. Reload the page that showed it"


@dataclass(frozen=True)
class MediaLink:
    """What a token says. `expires_s` is seconds since 1970."""

    item_id: int
    variant: Variant
    expires_s: int


def image_url(item: Item, variant: Variant = "rendition") -> str:
    """The address of an item's rendition or thumbnail, good for an hour at least."""
    return media_url(item_id=item.pk, variant=variant, now=clock.now())


def media_url(*, item_id: int, variant: Variant, now: datetime) -> str:
    """The same for an item of which only the id is at hand."""
    window = int(now.timestamp()) // WINDOW_SECONDS + 1
    expires_s = window * WINDOW_SECONDS + settings.MEDIA_LINK_SECONDS
    token = _signer.sign(f"{item_id}.{variant}.{expires_s}")
    return f"{settings.MEDIA_BASE_URL}/media/{token}"


def read_token(token: str, *, now: datetime) -> MediaLink:
    """What a token says. Raises NotFound when it is not ours and LinkExpired."""
    try:
        item_id, variant, expires_s = _signer.unsign(token).split(".")
    except BadSignature as error:
        raise NotFound from error
    if int(expires_s) < now.timestamp():
        raise LinkExpired
    named = next(known for known in get_args(Variant) if known == variant)
    return MediaLink(int(item_id), named, int(expires_s))
