"""Computing an evaluation: a worker's work. It imports SciPy."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from math import isnan
from typing import IO, Any

from django.core.files.storage import default_storage
from django.db import connection, transaction

from concord.documents import Schema, compile_schema
from concord.evaluation.images import EvaluatedImage
from concord.evaluation.report import Evaluated, evaluate
from concord.formats.predictions import ReadPredictions, Target, read_predictions
from concord.formats.predictions.content import NotRead, TooManyPredictions
from concord.formats.reading import LabelRefusal
from concord.sentences import Sentence, joined
from guildmark.core import memory, operations
from guildmark.core.said import with_parts
from guildmark.events.actions import record
from guildmark.projects.documents import compiled_version
from guildmark.projects.queries import current_schema
from guildmark.releases import evaluation_queries, queries
from guildmark.releases.actions.evaluating import evaluation_payload
from guildmark.releases.errors import BuildFailure, PredictionsNotRead, TruthMissing
from guildmark.releases.evaluated import (
    COLUMNS,
    answered_image,
    document_image,
    evaluated_image,
    rows_of,
)
from guildmark.releases.models import (
    Evaluation,
    EvaluationItem,
    EvaluationLabels,
    EvaluationOutcomes,
)
from guildmark.releases.prediction_archives import read_archive
from guildmark.releases.truths import (
    Truth,
    truth_sha256,
    truths_of_gold,
    truths_of_release,
)

Clock = Callable[[], datetime]

#: Progress is told in hundredths: where reading, computing and keeping begin.
_WHOLE, _READING, _COMPUTING, _KEEPING = 100, 10, 50, 85
_ROWS_AT_A_TIME = 1000
#: Oftener nobody looks, and telling costs as much as reading hundreds of predictions.
_TOLD_EVERY = timedelta(seconds=1)
_DIGITS = 6


def run(*, evaluation_id: int, clock: Clock) -> None:
    """Evaluate: queued -> running -> done, cancelled, or failed with a reason.

    Records evaluation.finished. Safe to call twice, late and beside itself: one session works on
    it; a worker that was lost is followed by one that begins again.
    """
    with operations.working_on(Evaluation, evaluation_id) as is_ours:
        if not is_ours:
            return
        taken = operations.take(
            Evaluation, pk=evaluation_id, now=clock(), most_attempts=operations.MOST_ATTEMPTS
        )
        if taken is None:
            return
        try:
            with operations.waiting_for_room(taken, clock=clock), memory.collected_later():
                _run(taken, clock)
        except BuildFailure as failure:
            operations.fail(taken, code=failure.code, detail=failure.args[0], now=clock())
        except operations.OperationCancelled:
            operations.cancel(taken, now=clock())
        except operations.OperationLost:
            return


def _run(evaluation: Evaluation, clock: Clock) -> None:
    schema, truths, left_out = _truths(evaluation)
    _report(evaluation, _READING, clock)
    if evaluation.source == Evaluation.Source.ANNOTATOR:
        read = ReadPredictions({}, {}, 0)
        truths, images = _answered(evaluation, truths, schema)
        count = sum(len(image.predicted) + len(image.answers) for image in images)
    else:
        read = _read(evaluation, Target(truths, schema), clock)
        images = [evaluated_image(one, read, place) for place, one in enumerate(truths)]
        count = read.count
    _report(evaluation, _COMPUTING, clock)
    evaluated = evaluate(images, schema)
    _report(evaluation, _KEEPING, clock)
    rows = rows_of(evaluation.pk, truths, images, evaluated.images, schema)
    fields = {
        "prediction_count": count,
        "refusals": [_refusal(one) for one in (*left_out, *read.refusals)],
        "refused_count": len(left_out) + read.refused,
        "truth_sha256": truth_sha256(truths),
        "report": evaluated.report,
        "draws": _draws(evaluated),
    }
    _keep(evaluation, rows, fields, evaluated, now=clock())


def _truths(evaluation: Evaluation) -> tuple[Schema, list[Truth], list[LabelRefusal]]:
    """What the predictions are held against, and known answers that are left out.

    Raises TruthMissing.
    """
    if evaluation.release_id is not None:
        schema = compile_schema(queries.release(evaluation.release_id).schema_definition)
        is_person = evaluation.source == Evaluation.Source.ANNOTATOR
        rows = queries.frozen_truths(evaluation.release_id, has_submissions=is_person)
        return schema, list(truths_of_release(rows)), []
    version = current_schema(evaluation.project_id)
    if version is None:
        raise TruthMissing("The project has no label schema any more.")
    schema = compiled_version(version)
    truths, left_out = truths_of_gold(evaluation.project_id, schema)
    if not truths:
        raise TruthMissing(
            left_out[0].message if left_out else "The project has no gold in use any more."
        )
    return schema, truths, left_out


def _report(evaluation: Evaluation, done: int, clock: Clock) -> None:
    operations.report(evaluation, done=done, total=_WHOLE, now=clock())


def _answered(
    evaluation: Evaluation, truths: Sequence[Truth], schema: Schema
) -> tuple[list[Truth], list[EvaluatedImage]]:
    """The items that an annotator answered, and what they said. Raises TruthMissing for none."""
    annotator = evaluation.source_name
    if evaluation.release_id is not None:
        found = [(truth, answered_image(truth, annotator, schema)) for truth in truths]
    else:
        said = evaluation_queries.gold_answers_of(evaluation.project_id, annotator)
        found = [(truth, _of_gold(truth, said, schema)) for truth in truths]
    kept = [(truth, image) for truth, image in found if image is not None]
    if not kept:
        raise TruthMissing("None of the answers of this person can be compared any more.")
    return [truth for truth, _ in kept], [image for _, image in kept]


def _of_gold(
    truth: Truth, said: Mapping[int, dict[str, Any]], schema: Schema
) -> EvaluatedImage | None:
    task_id = truth.gold.task_id if truth.gold else None
    document = said.get(task_id or 0)
    return None if document is None else document_image(truth, document, schema)


def _read(evaluation: Evaluation, target: Target, clock: Clock) -> ReadPredictions:
    """The file. Raises PredictionsNotRead, also where nothing in it can be used."""
    with default_storage.open(str(evaluation.file.name)) as file:
        counted, told_at = _Counted(file), clock()

        def on_rows(_: int) -> None:
            nonlocal told_at
            if clock() - told_at < _TOLD_EVERY:
                return
            told_at = clock()
            share = counted.byte_count / max(1, evaluation.byte_count)
            done = _READING + int((_COMPUTING - _READING) * min(1.0, share))
            _report(evaluation, done, clock)

        try:
            if evaluation.format in Evaluation.ARCHIVES:
                read = read_archive(evaluation.format, file, target, alive=lambda: on_rows(0))
            else:
                read = read_predictions(evaluation.format, counted, target, on_rows=on_rows)
        except (NotRead, TooManyPredictions) as error:
            raise PredictionsNotRead(error.args[0]) from error
    if not read.count and read.refused:
        first = read.refusals[0]
        said = Sentence("No prediction can be used, of {n:,} read.", n=read.refused)
        raise PredictionsNotRead(joined(said, joined(_place(first), first.message, by=": ")))
    return read


def _place(refusal: LabelRefusal) -> str:
    """Where it stands: in a ZIP, in one of its files, of which a picture has no lines."""
    if refusal.line is None:
        return refusal.file
    if refusal.file:
        return Sentence("{file} line {line}", file=refusal.file, line=refusal.line)
    return Sentence("Line {line}", line=refusal.line)


class _Counted:
    """A file that knows how much of it was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.byte_count = 0

    def read(self, size: int, /) -> bytes:
        """The next bytes."""
        block = self._file.read(size)
        self.byte_count += len(block)
        return block


def _refusal(refusal: LabelRefusal) -> dict[str, object]:
    """As JSON, with what its sentence is made of."""
    message = joined(refusal.file, refusal.message, by=": ") if refusal.file else refusal.message
    return with_parts({"line": refusal.line, "code": refusal.code, "message": message})


def _draws(evaluated: Evaluated) -> dict[str, list[float | None]]:
    """Rounded, with None for a draw in which a figure was undefined."""
    return {
        key: [None if isnan(value) else round(value, _DIGITS) for value in values.tolist()]
        for key, values in evaluated.draws.items()
    }


@transaction.atomic
def _keep(
    evaluation: Evaluation,
    rows: Iterable[tuple[object, ...]],
    fields: dict[str, Any],  # columns of the row
    evaluated: Evaluated,
    *,
    now: datetime,
) -> None:
    _copy(rows)
    for model, content in (
        (EvaluationOutcomes, evaluated.outcomes),
        (EvaluationLabels, evaluated.by_label),
    ):
        if content is not None:
            model.objects.update_or_create(evaluation=evaluation, defaults={"content": content})
    operations.finish(evaluation, now=now, progress_done=_WHOLE, progress_total=_WHOLE, **fields)
    record(
        name="evaluation.finished",
        payload=evaluation_payload(evaluation),
        actor_id=None,
        organisation_id=evaluation.organisation_id,
        now=now,
    )


def _copy(rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows of COLUMNS as PostgreSQL reads them quickest.

    Cells are numbers, None and JSON, in which no tab and no end of a line stands.
    """
    table, columns = EvaluationItem._meta.db_table, ", ".join(COLUMNS)
    waiting = iter(rows)
    with connection.cursor() as cursor:
        while some := list(islice(waiting, _ROWS_AT_A_TIME)):
            lines = ("\t".join(map(_cell, row)) for row in some)
            text = io.StringIO("\n".join(lines) + "\n")
            cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", text)


def _cell(value: object) -> str:
    if type(value) is str:
        return value.replace("\\", "\\\\")
    return "\\N" if value is None else str(value)
