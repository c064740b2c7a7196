"""What the real workers make of the crowd's answers: waited for, released, and judged."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from concord.documents import Document, compile_schema, parse_document
from guildmark.consensus.actions import request_run
from guildmark.consensus.consolidation import consolidate, starting_model
from guildmark.consensus.errors import RunRunning
from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.consensus.queries.inputs import project_schema, votes_of_project
from guildmark.core.clock import now
from guildmark.core.models import Operation
from guildmark.demo import report
from guildmark.demo.people import Person
from guildmark.demo.seed.diary import Diary
from guildmark.demo.seed.projects import Seeded
from guildmark.demo.seed.staff import Staff
from guildmark.quality.models import GoldScore
from guildmark.releases.actions import create, publish, request_export
from guildmark.releases.models import Export, Release
from guildmark.work.models import Submission, Task

PATIENCE_SECONDS = 240
LOOK_EVERY_SECONDS = 0.3
FORMATS = ("coco", "csv", "jsonl")
FIRST, SECOND = "1.0", "1.1"


class NoWorkersError(RuntimeError):
    """Nothing happens: the worker, the relay or the broker is not running."""


def wait_for(what: str, how_many: Callable[[], int]) -> None:
    """Look until none is left. Raises NoWorkersError when for all of patience none has gone.

    A machine that is busy with other things takes its time, and goes on all the same.
    """
    left, until = how_many(), time.monotonic() + PATIENCE_SECONDS
    while left:
        if time.monotonic() > until:
            raise NoWorkersError(f"{what} did not finish. Are the worker and the relay running?")
        time.sleep(LOOK_EVERY_SECONDS)
        before, left = left, how_many()
        if left != before:
            until = time.monotonic() + PATIENCE_SECONDS


def wait_for_labels(seeded: Seeded) -> None:
    """Every task of the first batch judged by the workers, every check scored."""
    open_tasks = Task.objects.filter(batch=seeded.work_batch).exclude(
        state__in=[Task.State.RESOLVED, Task.State.DISPUTED, Task.State.CANCELLED]
    )
    wait_for("Consensus", open_tasks.count)
    wait_for_checks(seeded)


def wait_for_consensus(seeded: Seeded, staff: Staff, diary: Diary) -> ConsensusRun:
    """Every task of the first batch resolved by the workers, then one fit of the whole project.

    The fit sees the days that are told, and is of the last one's evening itself.
    """
    wait_for_labels(seeded)
    diary.write()
    run = request_fit(seeded, staff)

    def steps_left() -> int:
        run.refresh_from_db()
        return max(1, run.progress_total - run.progress_done) if run.state in Operation.LIVE else 0

    wait_for("The fit of the project", steps_left)
    diary.write()
    return run


def wait_for_checks(seeded: Seeded) -> None:
    """Every answer to a known one held against it."""
    scores = GoldScore.objects.filter(submission=OuterRef("pk"))
    answers = Submission.objects.filter(project=seeded.project, task__is_gold=True)
    wait_for("Checking", answers.exclude(Exists(scores)).count)


def request_fit(seeded: Seeded, staff: Staff) -> ConsensusRun:
    """A fit asked for now; one that is running already is let finish first."""
    while True:
        try:
            return request_run(actor_id=staff.manager.pk, project_id=seeded.project.pk, now=now())
        except RunRunning:
            time.sleep(LOOK_EVERY_SECONDS)


def publish_release(
    seeded: Seeded,
    staff: Staff,
    *,
    version: str = FIRST,
    note: str = "The first release of the demonstration.",
    formats: Sequence[str] = FORMATS,
) -> Release:
    """A release built by the workers, published, with these formats made.

    Safe to call twice: what an earlier run asked for is taken up.
    """
    actor_id = staff.manager.pk
    known = Release.objects.filter(project=seeded.project, version=version).first()
    release = known or create(
        actor_id=actor_id, project_id=seeded.project.pk, version=version, note=note, now=now()
    )

    def building() -> int:
        release.refresh_from_db()
        return int(release.state == Release.State.BUILDING)

    wait_for("The release", building)
    if release.state == Release.State.READY:
        publish(actor_id=actor_id, release_id=release.pk, now=now())
    exports = [
        request_export(
            actor_id=actor_id,
            release_id=release.pk,
            format_key=key,
            has_pictures=False,
            now=now(),
        )[0].pk
        for key in formats
    ]
    live = Export.objects.filter(pk__in=exports, state__in=Operation.LIVE)
    wait_for("The exports", live.count)
    return release


def in_words(expected: dict[str, Any]) -> str:
    """A figure of a forecast with its bounds."""
    value, lower, upper = (expected.get(key) for key in ("value", "lower", "upper"))
    if value is None:
        return "nothing was expected"
    if lower is None or upper is None:
        return f"{value:.2f} expected"
    return f"{value:.2f} ({lower:.2f} to {upper:.2f}) expected"


@dataclass(frozen=True)
class Judged:
    """The table of one project."""

    name: str
    measure: str
    lines: list[report.Line]


def judge(seeded: Seeded, people: dict[int, Person]) -> Judged:
    """Everybody, voting and the consensus in force against the truth. `people` by user id."""
    schema = compile_schema(seeded.definition)
    submissions = Submission.objects.filter(
        project=seeded.project, task__batch=seeded.work_batch, annotator_id__in=people
    ).values_list("task__item_id", "annotator_id", "document")
    answers = [
        report.Answered(
            item=item_id,
            person=people[annotator_id].display_name,
            kind=people[annotator_id].manner.name,
            document=parse_document(document),
        )
        for item_id, annotator_id, document in submissions
    ]
    truth = {item: parse_document(document) for item, document in seeded.truth.items()}
    lines = report.table(
        answers, truth, schema, voting=_voting(seeded), consensus=_consensus(seeded)
    )
    measure = "F1 at IoU 0.75, label right" if schema.labels else "share right"
    return Judged(seeded.project.name, measure, lines)


def _voting(seeded: Seeded) -> dict[int, Document]:
    """The same answers by majority alone, as before anything is learnt about anybody."""
    schema = project_schema(seeded.project.pk)
    model = starting_model(schema)
    items = dict(Task.objects.filter(batch=seeded.work_batch).values_list("pk", "item_id"))
    return {
        items[votes.task_id]: parse_document(consolidate(votes, schema, model).document)
        for votes in votes_of_project(seeded.project.pk)
        if votes.task_id in items
    }


def _consensus(seeded: Seeded) -> dict[int, Document]:
    """What the workers wrote and a release would freeze."""
    rows = ConsensusResult.objects.filter(
        task__batch=seeded.work_batch, is_current=True
    ).values_list("task__item_id", "document")
    return {item_id: parse_document(document) for item_id, document in rows}
