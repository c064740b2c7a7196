"""What the report of a release says: the figures that were frozen with it, and of its fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, Any

from django.utils.translation import gettext, gettext_noop, override
from reportlab.platypus import Flowable

from concord.documents import Schema, compile_schema
from guildmark.releases import queries
from guildmark.releases.models import Release
from guildmark.releases.report import layout
from guildmark.releases.report.fit import agreement_parts, fit_parts, people_parts
from guildmark.releases.report.words import NOTHING, count, decimal, interval, share
from guildmark.releases.reporting import report_of

Json = dict[str, Any]  # JSON that `freezing` wrote: `Any` stands for its values
MOST_UNSURE = 15


def write_report(release: Release, target: IO[bytes], *, language: str) -> None:
    """The whole file. `figures` must be there: the release is ready."""
    footer = f"{release.project.name} {release.version} · {release.manifest_sha256[:16]}"
    with override(language):
        name = gettext("Quality report: {project} {version}").format(
            project=release.project.name, version=release.version
        )
        layout.write(target, _parts(release), name=name, footer=footer, language=language)


def _parts(release: Release) -> Iterator[Flowable]:
    schema = compile_schema(release.schema_definition)
    figures: Json = release.figures or {}
    run = release.consensus_run
    report = report_of(release)
    yield from _opening(release)
    yield from _holdings(figures)
    yield from _labels(figures["labels"], schema)
    yield from agreement_parts(run.agreement or {} if run else {})
    yield from people_parts(report["agreement"]["annotators"])
    yield from fit_parts(report)
    yield from _least_sure(release)
    yield layout.heading(gettext("How to read it"))
    for words in _READING:
        yield layout.text(gettext(words))
        yield layout.gap()


_READING = (
    gettext_noop(
        "An interval holds the figure in 95 of 100 samples of as many pictures. Where a figure is "
        "undefined, the reason stands in its place."
    ),
    gettext_noop(
        "Agreement says how alike different people answered, before their answers became one "
        "label. An alpha of 1 is full agreement, 0 is what chance alone would give."
    ),
    gettext_noop(
        "A confidence is calibrated when known answers (gold) showed how far it can be trusted. "
        "One that is not calibrated orders labels by doubt, and is no probability."
    ),
    gettext_noop(
        "Everything here is of the release and of the fit that it was frozen from. Answers and "
        "labels that came later are not in it."
    ),
)


def _opening(release: Release) -> Iterator[Flowable]:
    yield layout.title(gettext("Quality report"))
    yield layout.text(
        gettext("{project}, release {version}").format(
            project=release.project.name, version=release.version
        )
    )
    yield layout.note(release.project.organisation.name)
    if release.withdrawn_at is not None:
        yield layout.warning(
            gettext("Withdrawn. Do not use it any more: {reason}").format(
                reason=release.withdrawal_reason
            )
        )
    yield layout.gap()
    ready = f"{release.ready_at:%Y-%m-%d %H:%M} UTC" if release.ready_at else NOTHING
    rows = [
        (gettext("Frozen"), ready),
        (gettext("Guideline"), str(release.guideline_version.number)),
        (gettext("Label schema"), str(release.schema_version.number)),
        (gettext("Follows"), release.follows.version if release.follows else NOTHING),
        (gettext("Method"), release.consensus_run.method if release.consensus_run else NOTHING),
    ]
    yield layout.table((gettext("About"), ""), rows)
    yield layout.note(
        gettext("SHA-256 of the manifest: {checksum}").format(checksum=release.manifest_sha256)
    )
    if release.note:
        yield layout.gap()
        yield layout.text(release.note)


def _holdings(figures: Json) -> Iterator[Flowable]:
    people = figures["annotators"]
    rows = [
        (gettext("Pictures"), count(figures["items"])),
        (gettext("of these with nothing on them"), count(figures["nothing_here"])),
        (gettext("Shapes"), count(figures["shapes"])),
        (gettext("Annotators"), count(people) if people else gettext("not known")),
        (gettext("Answers for each picture"), decimal(figures["submissions_each"])),
        (gettext("Mean confidence"), decimal(figures["mean_confidence"])),
        (
            gettext("Expected IoU of a shape, median (nine in ten)"),
            _spread(figures["expected_iou"]),
        ),
        *(
            (gettext("Part {name}").format(name=part["name"]), count(part["items"]))
            for part in figures.get("parts", ())
        ),
    ]
    yield layout.heading(gettext("What it holds"))
    yield layout.table((gettext("Figure"), gettext("Value")), rows)


def _spread(iou: Json | None) -> str:
    if iou is None:
        return NOTHING
    return f"{decimal(iou['median'])} ({interval(iou['lower'], iou['upper'])})"


def _labels(labels: Sequence[Json], schema: Schema) -> Iterator[Flowable]:
    shapes = [one for one in labels if one["key"] in schema.labels]
    options = [one for one in labels if one["key"] not in schema.labels]
    for name, rows in (
        (gettext("Shapes by label"), shapes),
        (gettext("Answers by option"), options),
    ):
        if not rows:
            continue
        total = sum(one["count"] for one in rows)
        yield layout.heading(name)
        yield layout.table(
            (gettext("Label"), gettext("Count"), gettext("Share")),
            [(_name(one, schema), count(one["count"]), share(one["count"], total)) for one in rows],
        )


def _name(label: Json, schema: Schema) -> str:
    """An option with its question: several questions may have the same one."""
    question = schema.questions.get(label["key"].partition("=")[0])
    return label["name"] if question is None else f"{question.name}: {label['name']}"


def _least_sure(release: Release) -> Iterator[Flowable]:
    """The pictures whose labels are to be doubted first."""
    found = queries.shown_items(release.pk, is_least_sure_first=True)
    rows = [
        (
            frozen.item.name,
            count(len(frozen.document["shapes"])),
            decimal(frozen.lowest_confidence),
        )
        for frozen in found[:MOST_UNSURE]
    ]
    if rows:
        yield layout.heading(gettext("Least sure pictures"))
        columns = (gettext("Picture"), gettext("Shapes"), gettext("Least confidence"))
        yield layout.table(columns, rows)
