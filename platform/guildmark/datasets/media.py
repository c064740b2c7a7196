"""Links to pictures: signed, short-lived, and good in the hands of one asker alone.

A token names an item, a variant, the moment it ends and, where there is one, the assignment it was
given for; its signature also covers who asked. The moment is rounded up to a window, so all links
of one asker to one picture made within a window are equal, and browsers cache.

Where media have a host of their own, which knows no cookies, the link still leads to the
application; that sends the asker on to a *passage*: a token for that host, good for minutes, for
whoever has it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from django.conf import settings
from django.core.signing import BadSignature, Signer
from rest_framework.request import Request

from guildmark.core import clock
from guildmark.core.actors import actor_of
from guildmark.core.errors import NotFound, Refusal
from guildmark.datasets.models import Item

#: `rendition` is the picture as pages show it; `levels` all that a picture of more than 8 bits has.
Variant = Literal["rendition", "thumbnail", "superpixels", "tiles", "levels"]
WINDOW_SECONDS = 600
PASSAGE_SECONDS = 60
_links = Signer(salt="guildmark.datasets.media", sep="~")
_passages = Signer(salt="guildmark.datasets.media.passage", sep="~")


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


def viewing(request: Request) -> dict[str, str]:
    """The context of a serializer that links to pictures: who will look at them."""
    return {"viewer": actor_of(request)}


def image_url(item: Item, variant: Variant = "rendition", *, viewer: str) -> str:
    """The address of an item's variant, good for an hour at least."""
    return media_url(item_id=item.pk, variant=variant, viewer=viewer, now=clock.now())


def media_url(
    *,
    item_id: int,
    variant: Variant,
    viewer: str,
    now: datetime,
    assignment_id: int | None = None,
) -> str:
    """The same for an item of which only the id is at hand. `viewer` is as `actor_of` says."""
    payload = f"{item_id}.{variant}.{_end_s(now, settings.MEDIA_LINK_SECONDS)}"
    if assignment_id is not None:
        payload = f"{payload}.{assignment_id}"
    return _signed(payload, viewer)


def url_beside(link: MediaLink, variant: Variant, *, viewer: str) -> str:
    """What was made of a picture, for who has a link to it, and for no longer than that link."""
    return _signed(f"{link.item_id}.{variant}.{link.expires_s}", viewer)


def levels_of(item: Item, *, viewer: str) -> dict[str, Any] | None:
    """Where all levels of an item are, as `LevelsOut` shows it; None where 8 bits are all it has.

    Any: a link and two levels.
    """
    window = (item.window_low, item.window_high)
    return levels_at(window, item_id=item.pk, viewer=viewer, now=clock.now())


def levels_at(
    window: tuple[int | None, int | None],
    *,
    item_id: int,
    viewer: str,
    now: datetime,
    assignment_id: int | None = None,
) -> dict[str, Any] | None:
    """The same for an item of which id and window are at hand."""
    low, high = window
    if low is None:
        return None
    url = media_url(
        item_id=item_id, variant="levels", viewer=viewer, now=now, assignment_id=assignment_id
    )
    return {"url": url, "low": low, "high": high}


def read_token(token: str, *, viewer: str, now: datetime) -> MediaLink:
    """What a token says. Raises NotFound when it is not ours or not theirs, and LinkExpired."""
    payload, _, signature = token.rpartition("~")
    _unsigned(_links, f"{_bound(payload, viewer)}~{signature}")
    return _link(payload, now=now)


def passage_url(link: MediaLink, *, now: datetime) -> str:
    """Where the media host has the picture, for some minutes."""
    end_s = _end_s(now, PASSAGE_SECONDS)
    token = _passages.sign(f"{link.item_id}.{link.variant}.{end_s}")
    return f"{settings.MEDIA_BASE_URL}/media/passage/{token}"


def read_passage(token: str, *, now: datetime) -> MediaLink:
    """What a passage says. Raises NotFound when it is not ours, and LinkExpired."""
    return _link(_unsigned(_passages, token), now=now)


def _end_s(now: datetime, least_seconds: int) -> int:
    """The end of the window that `now` is in, and so many seconds more."""
    window = int(now.timestamp()) // WINDOW_SECONDS + 1
    return window * WINDOW_SECONDS + least_seconds


def _signed(payload: str, viewer: str) -> str:
    return f"/media/{payload}~{_links.signature(_bound(payload, viewer))}"


def _bound(payload: str, viewer: str) -> str:
    return f"{payload}|{viewer}"


def _unsigned(signer: Signer, text: str) -> str:
    try:
        return signer.unsign(text)
    except BadSignature as error:
        raise NotFound from error


def _link(payload: str, *, now: datetime) -> MediaLink:
    item_id, variant, end_s = payload.split(".")[:3]
    if int(end_s) < now.timestamp():
        raise LinkExpired
    named = next(known for known in get_args(Variant) if known == variant)
    return MediaLink(int(item_id), named, int(end_s))
