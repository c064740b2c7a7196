"""Items told of by their records alone: many at once, without a picture being looked at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import connection, transaction

from guildmark.datasets.models import Dataset
from guildmark.events.actions import record

CHUNK = 2_000

INSERT = """
INSERT INTO datasets_item (organisation_id, dataset_id, name, sha256, width_px, height_px,
    byte_count, original_format, original, rendition, rendition_sha256, thumbnail, created_at)
SELECT %(organisation_id)s, %(dataset_id)s, r.name, r.sha256, r.width_px, r.height_px,
    r.byte_count, r.original_format, '', '', '', '', %(now)s
FROM unnest(%(name)s::varchar[], %(sha256)s::varchar[], %(width_px)s::integer[],
    %(height_px)s::integer[], %(byte_count)s::bigint[], %(original_format)s::varchar[])
    AS r (name, sha256, width_px, height_px, byte_count, original_format)
ON CONFLICT (dataset_id, sha256) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """What is known of a picture that lies elsewhere. `sha256` is of its bytes, in hex."""

    name: str
    sha256: str
    width_px: int
    height_px: int
    byte_count: int
    original_format: str


@transaction.atomic
def add_item_records(
    *, dataset: Dataset, records: Iterable[ItemRecord], actor_id: int, now: datetime
) -> int:
    """Make an item of each record whose bytes the dataset does not hold; how many.

    The records are read as they are written, a chunk at a time: memory does not grow with them.
    An item without a picture is a row without files; its picture is not found until it is brought.
    Records item_records.added, with the number. Safe to repeat: the second adds nothing.
    """
    rest = iter(records)
    added = 0
    while chunk := list(islice(rest, CHUNK)):
        added += _insert(dataset, chunk, now=now)
    record(
        name="item_records.added",
        payload={"dataset_id": dataset.pk, "item_count": added},
        actor_id=actor_id,
        organisation_id=dataset.organisation_id,
        now=now,
    )
    return added


def _insert(dataset: Dataset, chunk: Sequence[ItemRecord], *, now: datetime) -> int:
    columns = {
        column: _array([getattr(one, column) for one in chunk]) for column in ItemRecord.__slots__
    }
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            {
                "organisation_id": dataset.organisation_id,
                "dataset_id": dataset.pk,
                "now": now,
                **columns,
            },
        )
        count: int = cursor.rowcount
    return count


def _array(values: Sequence[str] | Sequence[int]) -> str:
    """As PostgreSQL reads an array from text: as a list each value would be an expression of its
    own, and parsing thousands of them takes longer than writing the rows."""
    return f"{{{','.join(map(_element, values))}}}"


def _element(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
