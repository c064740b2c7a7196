"""Asking until a label is sure enough: more people, an early stop, or a reviewer."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pytest
from django.db.models.signals import post_init

from guildmark.accounts.models import User
from guildmark.consensus import actions
from guildmark.consensus.actions.auditing import check_audits
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.actions.results import write_result
from guildmark.consensus.actions.running import refit
from guildmark.consensus.actions.settling import settle_task
from guildmark.consensus.consolidation import consolidate
from guildmark.consensus.models import Audit, ConsensusResult, ConsensusRun
from guildmark.consensus.queries import inputs
from guildmark.consensus.queries.report import report_page
from guildmark.core import clock
from guildmark.projects.models import SchemaVersion
from guildmark.work.models import Batch, Task
from tests.factories import consensus, work
from tests.factories.consensus import box, document, jittered
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
SURE, UNSURE = 0.51, 0.999


def _adaptive(*, target: float, audit_share: float = 0.0) -> tuple[Workplace, Batch]:
    """One open picture of a project whose confidences are calibrated on twelve others."""
    place = consensus.labelled(items=12)
    consensus.calibrated(place)
    consensus.aims_at(place, target)
    work.add_items(place, 1)
    batch = work.open_batch(place, is_adaptive=True, overlap_max=4, audit_share=audit_share)
    return place, batch


def _judged(batch: Batch) -> Task:
    task = Task.objects.get(batch=batch)
    refresh_task(task_id=task.pk, now=clock.now())
    task.refresh_from_db()
    return task


def _answer(place: Workplace, *people: int) -> list[User]:
    """So many more people, who draw as these numbers do."""
    crowd = [work.annotator(place) for _ in people]
    for number, user in zip(people, crowd, strict=True):
        consensus.answer_all(place, user, partial(jittered, number))
    return crowd


def _said_early(exists: Mapping[str, float]) -> None:
    """Let what was sure enough be two boxes, of which further people saw the first."""
    audit = Audit.objects.get()
    early = ConsensusResult.objects.filter(task=audit.task_id, computed_at__lte=audit.stopped_at)
    result = early.order_by("version").last()
    assert result is not None
    sure = next(iter(result.confidence["shapes"].values()))
    shapes = {key: {**sure, "exists": one} for key, one in exists.items()}
    result.document = audit.document = document(box(20, 30), box(500, 400))
    result.confidence, result.left_out = {**result.confidence, "shapes": shapes}, []
    result.save()
    audit.save()


def _slots(task: Task) -> tuple[str, int, int, int]:
    return task.state, task.counted, task.open_slots, task.target


def test_a_task_that_is_sure_enough_stops_at_the_least() -> None:
    place, batch = _adaptive(target=SURE)
    _answer(place, 0, 1)

    task = _judged(batch)

    batch.refresh_from_db()
    assert _slots(task) == ("resolved", 2, 0, 2)
    assert batch.reserved_minor == 2 * 5
    assert ConsensusResult.objects.filter(task=task, is_current=True).count() == 1


def test_a_task_that_stays_unsure_asks_one_at_a_time_and_then_a_reviewer() -> None:
    place, batch = _adaptive(target=UNSURE)
    _answer(place, 0, 1)
    seen = [_slots(_judged(batch))]

    for _ in range(2):
        _answer(place, 2)
        seen.append(_slots(_judged(batch)))

    assert seen == [("open", 2, 1, 3), ("open", 3, 1, 4), ("disputed", 4, 0, 4)]


SEVERAL = {
    "key": "how",
    "text": "How is it?",
    "type": "choices",
    "required": True,
    "options": [{"key": "wet", "name": "Wet"}, {"key": "old", "name": "Old"}],
}


def test_two_who_are_tied_on_one_of_several_choices_ask_a_third() -> None:
    place = work.workplace(items=12)
    consensus.asks(place, SEVERAL)
    consensus.labelled(place=place, says=lambda *_: document(answers={"how": ["old"]}))
    consensus.calibrated(place)
    work.add_items(place, 1)
    batch = work.open_batch(place, is_adaptive=True, overlap_max=4, audit_share=0.0)
    said = iter((["old"], ["old", "wet"]))
    for user in (work.annotator(place), work.annotator(place)):
        consensus.answer_all(place, user, lambda _: document(answers={"how": next(said)}))

    task = _judged(batch)

    assert _slots(task) == ("open", 2, 1, 3)


def test_judging_twice_asks_once() -> None:
    place, batch = _adaptive(target=UNSURE)
    _answer(place, 0, 1)

    _judged(batch)

    assert _slots(_judged(batch)) == ("open", 2, 1, 3)


def test_while_nothing_is_calibrated_the_fixed_number_is_asked() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, is_adaptive=True, overlap=4, overlap_max=6)
    _answer(place, 0, 1)

    first = _slots(_judged(batch))
    _answer(place, 1, 0)

    assert first == ("open", 2, 2, 4)
    assert _slots(_judged(batch)) == ("resolved", 4, 0, 4)


def test_a_draining_batch_takes_what_there_is() -> None:
    place, batch = _adaptive(target=UNSURE)
    _answer(place, 0, 1)
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.DRAINING)

    assert _slots(_judged(batch)) == ("resolved", 2, 0, 2)


def test_an_audited_task_goes_to_the_limit_and_keeps_what_stopping_would_have_said() -> None:
    place, batch = _adaptive(target=SURE, audit_share=1.0)
    _answer(place, 0, 1)
    first = _judged(batch)
    early = ConsensusResult.objects.get(task=first, is_current=True)

    for _ in range(2):
        _answer(place, 0)
        last = _judged(batch)

    audit = Audit.objects.get()
    audits = report_page(place.project.pk).audits
    assert (audits["agreement"]["value"], audits["agreement"]["n"]) == (1.0, 1)
    assert audits["agreement"]["lower"] < 0.3
    exists = [one["exists"] for one in early.confidence["shapes"].values()]
    assert audits["mean_confidence"] == pytest.approx(sum(exists) / 2)
    assert audits["mean_confidence"] >= audit.confidence == min(exists)
    assert _slots(first) == ("open", 2, 1, 3)
    assert _slots(last) == ("resolved", 4, 0, 4)
    assert (audit.task_id, audit.labels, audit.document) == (first.pk, 2, early.document)
    assert audit.confidence > SURE
    assert (audit.confirmed, audit.decisions) == (2, 2)


def test_an_audit_keeps_the_label_in_force_where_a_fit_says_nearly_the_same() -> None:
    place, batch = _adaptive(target=SURE, audit_share=1.0)
    _answer(place, 0, 1)
    task = Task.objects.get(batch=batch)
    votes = inputs.votes_of_tasks([task.pk])[task.pk]
    plan = inputs.project_plan(place.project.pk)
    schema = inputs.project_schema(place.project.pk)
    model, run_id = inputs.model_for(schema, ConsensusRun.objects.get(project=place.project).pk)
    label = consolidate(votes, schema, model, plan)
    result = write_result(
        task=task,
        votes=votes,
        label=label,
        plan=plan,
        current=None,
        run_id=run_id,
        is_provisional=True,
        now=clock.now(),
    )
    nearly = replace(label, document=document(box(20.1, 30)))

    settle_task(task=task, batch=batch, label=nearly, result=result, plan=plan, now=clock.now())

    assert Audit.objects.get().document == result.document == label.document


def test_an_audit_says_what_further_people_did_not_confirm() -> None:
    place, batch = _adaptive(target=SURE, audit_share=1.0)
    _answer(place, 0, 1)
    _judged(batch)

    for _ in range(2):
        someone = work.annotator(place)
        consensus.answer_all(place, someone, lambda item: document(box(20, 30)))
        _judged(batch)
    _said_early({"s0": 0.9, "s1": 0.7})
    consensus.fitted(place)

    audit = Audit.objects.get()
    assert (audit.confirmed, audit.decisions) == (1, 2)
    assert audit.expected == pytest.approx(1.6)
    audits = report_page(place.project.pk).audits
    assert (audits["agreement"]["value"], audits["mean_confidence"]) == (0.5, pytest.approx(0.8))


def test_an_audit_of_a_label_that_was_not_in_force_is_compared_with_nothing() -> None:
    place, batch = _adaptive(target=SURE, audit_share=1.0)
    _answer(place, 0, 1)
    _judged(batch)
    Audit.objects.update(document=document(box(20, 30)))

    for _ in range(2):
        _answer(place, 0)
        _judged(batch)

    audits = report_page(place.project.pk).audits
    assert (audits["agreement"]["n"], audits["waiting_count"]) == (0, 0)


def test_of_an_audited_label_the_version_of_then_and_the_newest_are_read_alone() -> None:
    place, batch = _adaptive(target=SURE, audit_share=1.0)
    _answer(place, 0, 1)
    _judged(batch)
    for person in (0, 1):
        _answer(place, person)
        task = _judged(batch)
    versions = ConsensusResult.objects.filter(task=task).order_by("version")
    (then, between, newest) = versions
    read = []

    def note(instance: ConsensusResult, **_: object) -> None:
        read.append(instance.pk)

    post_init.connect(note, sender=ConsensusResult)
    try:
        check_audits(
            {task.pk: newest.document},
            schema=inputs.schema_up_to(SchemaVersion.objects.get(project=place.project).pk),
            plan=inputs.project_plan(place.project.pk),
            now=clock.now(),
        )
    finally:
        post_init.disconnect(note, sender=ConsensusResult)

    assert between.pk not in read
    assert sorted(read) == [then.pk, newest.pk]


def test_an_audit_is_not_held_against_what_came_into_the_schema_after_it() -> None:
    place, batch = _adaptive(target=SURE, audit_share=1.0)
    _answer(place, 0, 1)
    for _ in range(2):
        _judged(batch)
        _answer(place, 0)
    task = _judged(batch)
    first = SchemaVersion.objects.get(project=place.project)
    coin = first.definition["labels"][0]
    newer = SchemaVersion.objects.create(
        project=place.project,
        number=2,
        definition={
            **first.definition,
            "labels": [coin, {**coin, "key": "newer", "name": "Newer"}],
            "questions": [
                {"key": "dark", "text": "Is it dark?", "type": "boolean", "required": True}
            ],
        },
        created_by=place.manager,
        created_at=clock.now(),
    )
    _said_early({"s0": 0.9, "s1": 0.8})
    found = []

    for label in (
        document(box(20, 30), box(500, 400), box(300, 200, label="newer"), answers={"dark": True}),
        document(box(20, 30), box(500, 200), answers={"dark": True}),
    ):
        check_audits(
            {task.pk: label},
            schema=inputs.schema_up_to(newer.pk),
            plan=inputs.project_plan(place.project.pk),
            now=clock.now(),
        )
        audit = Audit.objects.get()
        found.append((audit.confirmed, audit.decisions))

    # What nobody had drawn was claimed by nobody: the label is wrong in what it says alone.
    assert found == [(2, 2), (1, 2)]


def test_a_later_fit_that_knows_people_better_resolves_what_waits() -> None:
    place, batch = _adaptive(target=UNSURE)
    _answer(place, 0, 1)
    waits = _slots(_judged(batch))
    reserved = Batch.objects.get(pk=batch.pk).reserved_minor
    consensus.aims_at(place, SURE)

    run = actions.request_warm_run(project_id=place.project.pk, now=clock.now())
    for _ in range(2):
        refit(run_id=run.pk, clock=clock.now)

    task = Task.objects.get(batch=batch)
    assert waits == ("open", 2, 1, 3)
    assert _slots(task) == ("resolved", 2, 0, 2)
    assert reserved - Batch.objects.get(pk=batch.pk).reserved_minor == 5
    assert ConsensusResult.objects.get(task=task, is_current=True).run_id == run.pk


def test_a_later_fit_leaves_a_task_that_somebody_is_at() -> None:
    place, batch = _adaptive(target=UNSURE)
    _answer(place, 0, 1)
    _judged(batch)
    work.claim(work.annotator(place), place)
    consensus.aims_at(place, SURE)

    run = actions.request_warm_run(project_id=place.project.pk, now=clock.now())
    refit(run_id=run.pk, clock=clock.now)

    task = Task.objects.get(batch=batch)
    assert (_slots(task), task.leased) == (("saturated", 2, 0, 3), 1)
