"""The profile of a dataset, made anew by a worker."""

from datetime import datetime

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from concord.pictures import twins
from guildmark.core.operations import working_on
from guildmark.datasets.models import DatasetProfile
from guildmark.datasets.profiles import Measured, summarised
from guildmark.datasets.queries import profile as reading

CHUNK = 5_000
SET_TWINS = """
UPDATE datasets_item AS i SET twins_id = nullif(r.twins_id, 0)
FROM unnest(%s::bigint[], %s::bigint[]) AS r (id, twins_id) WHERE i.id = r.id
"""


def refresh_profile(*, dataset_id: int, now: datetime) -> bool:
    """Group near-duplicates and sum the measures up; False where somebody else is doing it.

    What changes meanwhile leaves the profile stale for the next time. Records no event: nothing a
    person did. Safe to repeat and to run late.
    """
    with working_on(DatasetProfile, dataset_id) as is_ours:
        if is_ours:
            _refresh(dataset_id, now)
    return is_ours


def refresh_stale_profile(*, dataset_id: int, now: datetime) -> bool:
    """The same, where the profile lags behind: afterwards near-duplicates are grouped. False while
    somebody else is grouping them."""
    with working_on(DatasetProfile, dataset_id) as is_ours:
        if is_ours and reading.is_stale(dataset_id):
            _refresh(dataset_id, now)
    return is_ours


def _refresh(dataset_id: int, now: datetime) -> None:
    # Without a moment until it is made: a worker that is killed leaves it lagging behind.
    DatasetProfile.objects.update_or_create(
        dataset_id=dataset_id, defaults={"is_stale": False, "computed_at": None}
    )
    measured = reading.measured(dataset_id)
    twins_ids = _twins_ids(measured)
    _write_twins(measured, twins_ids)
    DatasetProfile.objects.filter(dataset_id=dataset_id).update(
        summary={**summarised(measured, twins_ids), "metadata": reading.metadata_keys(dataset_id)},
        computed_at=now,
    )


def _twins_ids(measured: Measured) -> NDArray[np.int64]:
    """By item the id of the first of its near-duplicates, 0 where it is alone.

    Items in use stand first, so the first of a group is in use where any of it is.
    """
    found = np.zeros(len(measured.ids), dtype=np.int64)
    places = np.flatnonzero(measured.has_hash)
    ids = measured.ids[places]
    leaders = twins(measured.hashes[places], reading.signatures_of(ids))
    sizes = np.bincount(leaders, minlength=len(ids))
    grouped = sizes[leaders] > 1
    found[places[grouped]] = ids[leaders[grouped]]
    return found


def _write_twins(measured: Measured, twins_ids: NDArray[np.int64]) -> None:
    """Only where something changed, some thousands a transaction."""
    changed = np.flatnonzero(twins_ids != measured.twins_ids)
    for start in range(0, len(changed), CHUNK):
        part = changed[start : start + CHUNK]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(SET_TWINS, [measured.ids[part].tolist(), twins_ids[part].tolist()])
