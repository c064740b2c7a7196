"""Whose the pictures of a dataset are: collected ones, and those that came with a licence."""

from collections.abc import Iterable, Mapping

from concord.formats.origin import Origin
from guildmark.collection.models import Asset
from guildmark.datasets.models import Item

#: Keys of the metadata with which pictures that nobody collected here may say their licence.
LICENCE_KEYS = ("licence", "license")
_LONGEST = 200


def origins_of(items: Iterable[Item]) -> Mapping[int, Origin]:
    """By item id, of the items of which something is known; one query.

    Of a collected picture it is the permission that was signed, whatever its metadata say.
    """
    known = {item.pk: _of_metadata(item.metadata) for item in items}
    collected = Asset.objects.filter(item__in=known).select_related("collector", "consent__text")
    for asset in collected:
        assert asset.item_id is not None  # noqa: S101 -- it was asked for
        known[asset.item_id] = Origin(
            licence=asset.consent.text.licence,
            collected_by=asset.collector.pseudonym,
            collected_on=asset.created_at.date().isoformat(),
            permission=asset.consent.text.number,
            signed_on=asset.consent.signed_at.date().isoformat(),
        )
    return {pk: origin for pk, origin in known.items() if origin is not None}


def _of_metadata(metadata: Mapping[str, object]) -> Origin | None:
    said = (metadata.get(key) for key in LICENCE_KEYS)
    licence = next((one.strip() for one in said if isinstance(one, str) and one.strip()), "")
    return Origin(licence=licence[:_LONGEST]) if licence else None
