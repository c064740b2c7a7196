"""Results made into the rows of a release, and the manifest of the whole.

The rows hold copies: whatever happens to the project afterwards, they stay as they are.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

import orjson

from concord.documents import compile_schema, draft_problems
from concord.formats.coco import category_ids
from concord.formats.manifest import COORDINATES, ORIENTATION
from concord.formats.origin import Origin
from concord.question_changes import changed_answers, decided_answers
from concord.remapping import changed_document, decided_document
from concord.sentences import Sentence, joined
from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.consensus.queries.fitted import all_calibrated, fitted_report
from guildmark.releases.choosing import SETTLED
from guildmark.releases.errors import SchemaMismatch
from guildmark.releases.models import Release, ReleaseItem
from guildmark.releases.plans import Plan, plan_of
from guildmark.releases.reporting import manifest_agreement
from guildmark.work.models import Submission

Json = dict[str, Any]  # JSON: `Any` stands for its values

#: Where a confidence says how people settled the label, and what of that is for the project alone.
_SETTLED_BY = ("adjudication", "verification")
_SAID_WITHIN = frozenset({"note", "marks"})


def canonical(value: object) -> bytes:
    """The bytes that are hashed: JSON with sorted keys and no spaces, UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def freeze(
    result: ConsensusResult, *, release: Release, position: int, origin: Origin | None = None
) -> ReleaseItem:
    """The row of one item. `result.task.answers` holds its submissions. Raises SchemaMismatch."""
    item = result.task.item
    _refuse_other_schema(result, release)
    answers: Iterable[Submission] = result.task.answers  # type: ignore[attr-defined]  # Prefetch
    plan = plan_of(release.plan)
    changed = _Changed(plan, release.schema_version.definition, is_settled=result.method in SETTLED)
    frozen = ReleaseItem(
        release=release,
        item=item,
        position=position,
        document=changed.decided(result.document, result.confidence),
        confidence=changed.confidence(result.document, result.confidence),
        provenance=changed.provenance(result.document, result.provenance),
        left_out=changed.left_out(result.left_out),
        submissions=[
            {**submission, "document": changed.document(submission["document"])}
            for submission in (map(_frozen_submission, answers) if plan.names_people else ())
        ],
        method=result.method,
        origin=_frozen_origin(origin, plan),
    )
    frozen.lowest_confidence = _lowest(frozen.confidence)
    frozen.sha256 = hashlib.sha256(canonical(label_of(frozen, item.rendition_sha256))).hexdigest()
    return frozen


def told_outside(confidence: Json, *, names_people: bool) -> Json:
    """A confidence as a release gives it out: what a reviewer wrote stays in the house, and who
    settled a label with all other people, where they are left out.

    Asked again of rows that were frozen: those of before hold both.
    """
    gone = _SAID_WITHIN if names_people else {*_SAID_WITHIN, "by"}
    settled = {
        part: {key: value for key, value in confidence[part].items() if key not in gone}
        for part in _SETTLED_BY
        if part in confidence
    }
    return {**confidence, **settled}


def _frozen_origin(origin: Origin | None, plan: Plan) -> Json:
    """A licence holds whoever is named; who gave it is left out with all other people."""
    if origin is None:
        return {}
    return asdict(origin if plan.names_people else replace(origin, collected_by=""))


def _lowest(confidence: Json) -> float:
    """The least sure of all shapes (exists times class) and answers; 1.0 where there are none."""
    shapes = (one["exists"] * one["class"] for one in confidence["shapes"].values())
    answers = (one["probability"] for one in confidence["answers"].values())
    return min((*shapes, *answers), default=1.0)


class _Changed:
    """What a plan makes of a result: labels changed, people left out."""

    def __init__(self, plan: Plan, definition: Json, *, is_settled: bool) -> None:
        self._changes = plan.changes
        self._questions = plan.questions
        self._names_people = plan.names_people
        self._definition = definition
        self._is_settled = is_settled

    def document(self, document: Json) -> Json:
        """What somebody said."""
        answers = changed_answers(document["answers"], self._questions)
        changed = {**document, "answers": answers} if self._questions else document
        if not self._changes:
            return changed
        return changed_document(changed, self._changes, self._definition)

    def decided(self, document: Json, confidence: Json) -> Json:
        """What all together said: merged options and labels may be likelier than what was decided,
        but people who settled it have the last word."""
        answers, _ = self._answers(document, confidence)
        said, _ = self._shapes(document, confidence)
        return {**said, "answers": answers}

    def confidence(self, document: Json, confidence: Json) -> Json:
        _, shapes = self._shapes(document, confidence)
        _, answers = self._answers(document, confidence)
        changed = {**confidence, "shapes": shapes, "answers": answers}
        return told_outside(changed, names_people=self._names_people)

    def _shapes(self, document: Json, confidence: Json) -> tuple[Json, Json]:
        """The document, its answers as they were, and how sure each shape is."""
        if not self._changes:
            return document, confidence["shapes"]
        return decided_document(
            document,
            confidence["shapes"],
            self._changes,
            self._definition,
            is_settled=self._is_settled,
        )

    def _answers(self, document: Json, confidence: Json) -> tuple[Json, Json]:
        if not self._questions:
            return document["answers"], confidence["answers"]
        said, sure = document["answers"], confidence["answers"]
        return decided_answers(said, sure, self._questions, is_settled=self._is_settled)

    def provenance(self, document: Json, provenance: Json) -> Json:
        """Which answers made a shape: nothing where people are left out."""
        if not self._names_people:
            return {}
        gone = {shape["id"] for shape in document["shapes"]} - self._kept(document)
        return {key: sources for key, sources in provenance.items() if key not in gone}

    def left_out(self, left_out: list[Json]) -> list[Json]:
        if not self._names_people:
            return []
        if not self._changes:
            return left_out
        return [one for one in left_out if one["shape"]["label"] not in self._changes]

    def _kept(self, document: Json) -> set[str]:
        return {shape["id"] for shape in self.document(document)["shapes"]}


def label_of(frozen: ReleaseItem, picture_sha256: str) -> Json:
    """Everything the hash of an item vouches for."""
    return {
        "item": frozen.item_id,
        "picture_sha256": picture_sha256,
        "document": frozen.document,
        "confidence": frozen.confidence,
        "provenance": frozen.provenance,
        "left_out": frozen.left_out,
        "submissions": frozen.submissions,
        "method": frozen.method,
        **({"origin": frozen.origin} if frozen.origin else {}),
    }


def _refuse_other_schema(result: ConsensusResult, release: Release) -> None:
    batch = result.task.batch
    if batch is None or batch.schema_version_id == release.schema_version_id:
        return
    item = result.task.item
    problems = draft_problems(
        result.document,
        schema=compile_schema(release.schema_version.definition),
        width_px=item.width_px,
        height_px=item.height_px,
    )
    if problems:
        misfit = Sentence(
            "{item} was labelled under an older schema, and its label does not fit "
            "schema {number}.",
            item=item.name,
            number=release.schema_version.number,
        )
        raise SchemaMismatch(joined(misfit, problems[0].message))


def _frozen_submission(answer: Submission) -> Json:
    return {
        "id": str(answer.pk),
        "annotator": answer.annotator.pseudonym,
        "submitted_at": answer.submitted_at.isoformat(),
        "work_seconds": answer.seconds_spent,
        "is_counted": answer.counts,
        "document": answer.document,
    }


def manifest_head(release: Release, *, figures: Json, run: ConsensusRun | None) -> Json:
    """Everything the manifest says but the list of items, which `manifest_bytes` adds."""
    schema = compile_schema(release.schema_definition)
    return {
        "guildmark_release_manifest": 1,
        "release": {
            "project": release.project.name,
            "organisation": release.project.organisation.name,
            "version": release.version,
            "note": release.note,
            "follows": release.follows.version if release.follows else None,
            "created_at": release.created_at.isoformat(),
            "schema_version": release.schema_version.number,
            "guideline_version": release.guideline_version.number,
            "consensus": {
                "run": run.pk if run else None,
                "method": run.method if run else ConsensusResult.IMPORTED,
                "is_calibrated": all_calibrated(fitted_report(run)),
            },
            "agreement": manifest_agreement(run),
        },
        "guideline_sha256": hashlib.sha256(
            release.guideline_version.body_markdown.encode()
        ).hexdigest(),
        "schema": release.schema_definition,
        "plan": release.plan,
        "coordinates": COORDINATES,
        "orientation": ORIENTATION,
        "categories": [
            {"key": key, "name": schema.labels[key].name, "coco_category_id": number}
            for key, number in category_ids(schema).items()
        ],
        "counts": figures,
        "left_out": _left_out(plan_of(release.plan)),
        "hashes": "SHA-256. Of an item: JSON of its label with sorted keys and without spaces.",
    }


def _left_out(plan: Plan) -> list[str]:
    said = [
        "Pictures without a result, excluded ones, and known answers that were only used as checks."
    ]
    if plan.decided or plan.least_confidence is not None or plan.labels or not plan.has_empty:
        said.append("Pictures that the plan did not choose.")
    if any(one.is_dropped for one in plan.questions.values()):
        said.append("Questions that the plan left out.")
    if any(option.is_dropped for one in plan.questions.values() for option in one.options.values()):
        said.append("Answers that were an option which the plan left out.")
    if plan.changes:
        said.append("Attributes that the label afterwards does not have.")
    if not plan.names_people:
        said.append("The people, their answers, and which answer made which shape.")
    return said


def manifest_bytes(head: Json, rows: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """The manifest, piece by piece: `manifest_sha256` is the hash of exactly these bytes."""
    yield canonical(head)[:-1] + b',"items":['
    separator = b"\n"
    for row in rows:
        yield separator + canonical(row)
        separator = b",\n"
    yield b"\n]}\n"
