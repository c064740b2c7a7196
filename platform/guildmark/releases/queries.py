"""Releases as people see them, and the rows that freezing and exporting read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from guildmark.consensus.models import ConsensusResult, LabelsOf
from guildmark.core.errors import NotFound
from guildmark.datasets.models import GONE, ImportFile
from guildmark.projects.models import Project
from guildmark.releases.models import Delivery, Export, Release, ReleaseItem
from guildmark.work.models import Submission

Json = dict[str, Any]  # JSON that `freezing` wrote: `Any` stands for its values

OUTSIDE_STATES: tuple[str, ...] = (
    Release.State.PUBLISHED,
    Release.State.SUPERSEDED,
    Release.State.WITHDRAWN,
)
ITEMS_AT_A_TIME = 200


def organisation_id_of_project(project_id: int) -> int:
    """The tenant of a project. Raises NotFound."""
    found = Project.objects.filter(pk=project_id).values_list("organisation_id", flat=True).first()
    if found is None:
        raise NotFound
    return found


def releases() -> QuerySet[Release]:
    """Releases with what a page of one shows: eight rows or one, one query."""
    return Release.objects.select_related(
        "project", "schema_version", "guideline_version", "follows", "build", "consensus_run"
    ).order_by("-pk")


def release(release_id: int) -> Release:
    """One release. Raises NotFound."""
    found = releases().filter(pk=release_id).first()
    if found is None:
        raise NotFound
    return found


def building(project_id: int) -> list[int]:
    """Ids of the releases of a project that are being built: one at most."""
    found = Release.objects.filter(project_id=project_id, state=Release.State.BUILDING)
    return list(found.values_list("pk", flat=True))


def has_brought(project_id: int) -> bool:
    """Whether labels from elsewhere were taken in as true."""
    brought = ConsensusResult.objects.filter(project_id=project_id, task__is_gold=False)
    return brought.filter(method=ConsensusResult.IMPORTED).exists()


def exports() -> QuerySet[Export]:
    """Exports with their release, newest first."""
    return Export.objects.select_related("release__project").order_by("-pk")


def export(export_id: int) -> Export:
    """One export. Raises NotFound."""
    found = exports().filter(pk=export_id).first()
    if found is None:
        raise NotFound
    return found


def deliveries() -> QuerySet[Delivery]:
    """Deliveries with all that a row shows, newest first."""
    return Delivery.objects.select_related("export__release").order_by("-pk")


def delivery(delivery_id: int) -> Delivery:
    """One delivery. Raises NotFound."""
    found = deliveries().filter(pk=delivery_id).first()
    if found is None:
        raise NotFound
    return found


def is_there(export_id: int) -> bool:
    """Whether the export still has its file."""
    return Export.objects.filter(pk=export_id, state=Export.State.DONE).exists()


def error_code_of(export_id: int) -> str:
    """What ended an export; empty where nothing did, or it is no more."""
    code = Export.objects.filter(pk=export_id).values_list("error_code", flat=True).first()
    return code or ""


def results_to_freeze(
    result_ids: Collection[int], *, moment: datetime
) -> Sequence[ConsensusResult]:
    """Results with item and all submissions until `moment`, pseudonyms included: two queries."""
    answers = (
        Submission.objects.filter(submitted_at__lte=moment)
        .select_related("annotator")
        .order_by("pk")
    )
    found = (
        ConsensusResult.objects.filter(pk__in=result_ids)
        .exclude(task__item__exclusion_reason__in=GONE)  # taken back since they were chosen
        .select_related("task__item", "task__batch")
        .prefetch_related(Prefetch("task__submissions", queryset=answers, to_attr="answers"))
        .order_by("task__item_id")
    )
    return list(found)


def frozen_items(release_id: int, *, has_own_links: bool = False) -> Iterator[ReleaseItem]:
    """The items of a release in order, with their pictures, a few at a time.

    With `has_own_links` each has an `own_link`: the address that the picture was fetched from,
    None where it came another way.
    """
    return _in_order(_linked(ReleaseItem.objects.filter(release_id=release_id), has_own_links))


def frozen_labels(release_id: int, *, has_own_links: bool = False) -> Iterator[ReleaseItem]:
    """The same without what single people said, which is most of a row."""
    rows = ReleaseItem.objects.filter(release_id=release_id)
    return _in_order(_linked(rows.defer("submissions", "provenance"), has_own_links))


def _linked(rows: QuerySet[ReleaseItem], has_own_links: bool) -> QuerySet[ReleaseItem]:
    if not has_own_links:
        return rows
    fetched = ImportFile.objects.filter(item=OuterRef("item")).exclude(url="").order_by("pk")
    return rows.annotate(own_link=Subquery(fetched.values("url")[:1]))


def _in_order(rows: QuerySet[ReleaseItem]) -> Iterator[ReleaseItem]:
    after = -1
    while True:
        chunk = list(
            rows.filter(position__gt=after)
            .select_related("item")
            .order_by("position")[:ITEMS_AT_A_TIME]
        )
        yield from chunk
        if len(chunk) < ITEMS_AT_A_TIME:
            return
        after = chunk[-1].position


class FrozenTruth(NamedTuple):
    """What an evaluation needs of a frozen item and its picture; JSON as `freezing` wrote it."""

    pk: int
    position: int
    sha256: str
    name: str
    width_px: int
    height_px: int
    rendition: str
    original_format: str
    exclusion_reason: str
    document: Json
    confidence: Json
    left_out: list[Json]
    submissions: list[Json]


_PLAIN = (
    *("pk", "position", "sha256", "item__name", "item__width_px", "item__height_px"),
    *("item__rendition", "item__original_format", "item__exclusion_reason"),
)
_WRITTEN = ("document", "confidence", "left_out", "submissions")
TRUTHS_AT_A_TIME = 1000


def frozen_truths(release_id: int, *, has_submissions: bool) -> Iterator[FrozenTruth]:
    """The items of a release in order, without objects that nobody looks at.

    Without `has_submissions` they have none: what single people said is most of a row.
    """
    asked = _WRITTEN if has_submissions else _WRITTEN[:-1]
    # As text: orjson reads it several times as fast.
    written = {f"{name}_text": Cast(name, TextField()) for name in asked}
    rows = ReleaseItem.objects.filter(release_id=release_id).order_by("position")
    rows = rows.annotate(**written)
    after = -1
    while True:
        some = rows.filter(position__gt=after)[:TRUTHS_AT_A_TIME]
        chunk = list(some.values_list(*_PLAIN, *written))
        for row in chunk:
            read = [[] if text == "[]" else orjson.loads(text) for text in row[len(_PLAIN) :]]
            yield FrozenTruth(*row[: len(_PLAIN)], *read, *([] if has_submissions else [[]]))
        if len(chunk) < TRUTHS_AT_A_TIME:
            return
        after = chunk[-1][1]


def shown_items(
    release_id: int,
    *,
    label: str = "",
    split: str = "",
    item_id: int | None = None,
    is_least_sure_first: bool = False,
) -> QuerySet[ReleaseItem]:
    """The items as pages show them, with their pictures: of one label or part, or only one."""
    rows = ReleaseItem.objects.filter(release_id=release_id).select_related("item")
    if label:
        # As it is indexed: the other way every document of the release is read.
        has_label = Q(labels__contains=[label])
        rows = rows.alias(labels=LabelsOf("document")).filter(has_label)
    if split:
        rows = rows.filter(split=split)
    if item_id is not None:
        rows = rows.filter(item_id=item_id)
    order = ("lowest_confidence", "position") if is_least_sure_first else ("position",)
    return rows.defer("submissions", "provenance", "left_out").order_by(*order)


def dataset_ids(release_id: int) -> list[int]:
    """The datasets that a release has pictures of."""
    found = ReleaseItem.objects.filter(release_id=release_id).order_by("item__dataset_id")
    return list(found.values_list("item__dataset_id", flat=True).distinct())


def taken_back_count(release_id: int) -> int:
    """How many pictures of a release their owners have taken back since, or managers deleted."""
    held = ReleaseItem.objects.filter(release_id=release_id, item__exclusion_reason__in=GONE)
    return held.count()


def origins(release_id: int) -> Json:
    """Licences with the number of their pictures, who collected them under which pseudonym, and
    how many were collected; without pictures that were taken back. Two queries.
    """
    said = ReleaseItem.objects.filter(release_id=release_id).exclude(origin={})
    left = said.exclude(item__exclusion_reason__in=GONE)
    licences = left.values_list("origin__licence").annotate(pictures=Count("pk"))
    people = left.values_list("origin__collected_by", flat=True).order_by("origin__collected_by")
    collected = left.exclude(origin__permission=None)
    return {
        "licences": [
            {"licence": licence, "pictures": count}
            for licence, count in licences.order_by("origin__licence")
            if licence
        ],
        "collected_by": [name for name in people.distinct() if name],
        "collected": collected.count(),
    }


def exports_showing(item_id: int) -> QuerySet[Export]:
    """Exports with pictures, made or being made, of releases that hold the item."""
    held = ReleaseItem.objects.filter(item_id=item_id).values("release_id")
    return Export.objects.filter(
        release_id__in=held,
        has_pictures=True,
        state__in=[*Export.LIVE, Export.State.DONE],
    ).order_by("pk")


def frozen_item(release_id: int, position: int) -> ReleaseItem:
    """One item of a release, with its picture. Raises NotFound."""
    found = ReleaseItem.objects.filter(release_id=release_id, position=position)
    item = found.select_related("item").first()
    if item is None:
        raise NotFound
    return item


def manifest_rows(release_id: int) -> Iterator[Mapping[str, object]]:
    """For each item of a release: what it is called, and the hashes of its label and picture."""
    rows = (
        ReleaseItem.objects.filter(release_id=release_id)
        .order_by("position")
        .values(
            "position", "sha256", "split", name=F("item__name"), picture=F("item__rendition_sha256")
        )
    )
    yield from rows.iterator(chunk_size=2000)
