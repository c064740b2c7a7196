"""What becomes of a label that other people judge."""

from datetime import timedelta

import pytest

from guildmark.consensus import actions as consensus_actions
from guildmark.consensus.actions import adjudicating
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.actions.verifying import settle_verdicts
from guildmark.consensus.models import ConsensusResult
from guildmark.consensus.queries.tasks import forgotten_tasks, forgotten_verdicts
from guildmark.core import clock
from guildmark.events.models import Event
from guildmark.projects.models import Project
from guildmark.work import actions as work_actions
from guildmark.work.judgement import Judgement
from guildmark.work.models import Assignment, Batch, Subject, Submission, Task
from tests.factories import accounts, consensus, verdicts, work
from tests.factories.verdicts import ACCEPT, REJECT, draw_task, verify_task
from tests.factories.work import NOW, Workplace, boxes

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def _label(place: Workplace) -> ConsensusResult:
    return ConsensusResult.objects.get(task=draw_task(place), is_current=True)


def test_a_sure_label_waits_for_another_person_whose_price_is_reserved() -> None:
    place = verdicts.verified_place()

    verdicts.drawn(place)

    draw, verify = draw_task(place), verify_task(place)
    assert draw.state == Task.State.SATURATED
    assert (verify.state, verify.target, verify.open_slots) == ("open", 1, 1)
    assert (verify.batch_id, verify.item_id) == (draw.batch_id, draw.item_id)
    assert Subject.objects.get(task=verify).document == _label(place).document
    assert Batch.objects.get().reserved_minor == 2 * 5
    assert Event.objects.filter(name="task.opened_for_verdicts").count() == 1


def test_without_the_step_a_sure_label_is_resolved() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)

    verdicts.drawn(place)

    assert draw_task(place).state == Task.State.RESOLVED
    assert Task.objects.count() == 1


def test_whoever_drew_is_not_asked_and_the_next_person_sees_the_label() -> None:
    place = verdicts.verified_place()
    [author] = verdicts.drawn(place)

    assert work.why_empty(author, place) == "nothing_left"
    held = work.claim(work.annotator(place), place)

    assert (held.step, held.subject) == ("verify", _label(place).document)


def test_an_accepted_label_is_in_force_for_good_and_says_who_looked() -> None:
    place = verdicts.verified_place()
    verdicts.drawn(place)
    before = _label(place)
    verifier = work.annotator(place)
    verdicts.judge(place, ACCEPT, user=verifier)

    decision = settle_verdicts(verify_task_id=verify_task(place).pk, now=LATER)

    label = _label(place)
    assert decision == "accepted"
    assert (label.version, label.method, label.is_final) == (2, "verified", True)
    assert (label.document, label.provenance) == (before.document, before.provenance)
    assert label.confidence["verification"] == {
        "by": [verifier.pseudonym], "outcomes": ["accept"],
    }  # fmt: skip
    assert label.confidence["shapes"] == before.confidence["shapes"]
    assert [draw_task(place).state, verify_task(place).state] == ["resolved", "resolved"]
    work_actions.settle_batches(now=LATER)
    assert Batch.objects.get().state == Batch.State.COMPLETE


def test_one_fix_is_the_label_and_its_new_shapes_name_the_verifier() -> None:
    place = verdicts.verified_place()
    verdicts.drawn(place)
    document = _label(place).document
    corner = {**boxes(1)["shapes"][0], "id": "new"}
    corner["geometry"] = {"x": 400.0, "y": 300.0, "width": 20.0, "height": 20.0}
    corrected = {**document, "shapes": [*document["shapes"], corner]}

    decision = verdicts.settled(place, Judgement("fix", "missed_objects", "", [], corrected))

    label = _label(place)
    of_verifier = Submission.objects.get(task=verify_task(place))
    assert decision == "fixed"
    assert (label.method, label.document) == ("verified", corrected)
    assert label.provenance["new"] == [
        {"submission_id": of_verifier.pk, "shape_id": "new", "iou": 1.0}
    ]
    kept = document["shapes"][0]["id"]
    assert label.provenance[kept] != label.provenance["new"]
    assert set(label.confidence["shapes"]) == {one["id"] for one in corrected["shapes"]}
    assert draw_task(place).state == Task.State.RESOLVED


def test_no_fit_replaces_what_was_verified() -> None:
    place = verdicts.verified_place()
    verdicts.drawn(place)
    verdicts.settled(place, verdicts.fixed())
    label = _label(place)

    consensus.fitted(place)
    assert refresh_task(task_id=draw_task(place).pk, now=clock.now()) is None

    assert _label(place) == label


def test_rejected_work_of_one_person_goes_back_with_reason_and_marks() -> None:
    place = verdicts.verified_place()
    [author] = verdicts.drawn(place)

    decision = verdicts.settled(place, REJECT)

    assert decision == "returned"
    held = work.claim(author, place)
    assert held.sent_back is not None
    assert (held.sent_back.reason_code, held.sent_back.note) == (
        "missed_objects", "Look at the corner.",
    )  # fmt: skip
    assert held.sent_back.marks == [verdicts.MARK]
    assert held.draft is not None
    assert held.draft.document == boxes(2)


def test_the_new_answer_is_judged_by_somebody_else_and_accepted() -> None:
    place = verdicts.verified_place()
    [author] = verdicts.drawn(place)
    first = work.annotator(place)
    verdicts.judge(place, REJECT, user=first)
    settle_verdicts(verify_task_id=verify_task(place).pk, now=NOW)

    work.submit(author, work.claim(author, place, now=LATER), number=3, now=LATER)
    refresh_task(task_id=draw_task(place).pk, now=LATER)

    assert work.why_empty(first, place, now=LATER) == "nothing_left"
    assert verdicts.settled(place, ACCEPT, now=LATER) == "accepted"
    answers = Submission.objects.filter(task=draw_task(place)).order_by("revision")
    assert [(one.revision, one.is_current, one.counts) for one in answers] == [
        (1, False, False), (2, True, True),
    ]  # fmt: skip
    assert len(_label(place).document["shapes"]) == 3
    assert [one.number for one in Subject.objects.order_by("number")] == [1, 2]
    assert Batch.objects.get().reserved_minor == 3 * 5


def test_work_goes_back_twice_and_then_a_reviewer_decides() -> None:
    place = verdicts.verified_place()
    [author] = verdicts.drawn(place)
    decisions = []
    for hours in range(3):
        moment = NOW + timedelta(hours=hours)
        decisions.append(verdicts.settled(place, REJECT, now=moment))
        if decisions[-1] == "returned":
            work.submit(author, work.claim(author, place, now=moment), now=moment)
            refresh_task(task_id=draw_task(place).pk, now=moment)

    assert decisions == ["returned", "returned", "disputed"]
    assert draw_task(place).state == Task.State.DISPUTED
    reviewer = accounts.staff(place.organisation, "reviewer")
    adjudicating.settle(
        actor_id=reviewer.pk,
        task_id=draw_task(place).pk,
        settlement=consensus_actions.Settlement("accept", "other", "It is right."),
        now=LATER,
    )
    assert draw_task(place).state == Task.State.RESOLVED


@pytest.mark.parametrize(
    ("said", "decision", "state"),
    [
        ((ACCEPT, ACCEPT, REJECT), "accepted", "resolved"),
        ((ACCEPT, REJECT, verdicts.fixed()), "disputed", "disputed"),
        ((verdicts.fixed(), verdicts.fixed(), ACCEPT), "disputed", "disputed"),
        ((REJECT, ACCEPT, REJECT), "returned", "saturated"),
    ],
)
def test_of_several_verdicts_the_majority_counts(
    said: tuple[Judgement, ...], decision: str, state: str
) -> None:
    place = verdicts.verified_place(verdicts=3)
    verdicts.drawn(place)

    assert verdicts.settled(place, *said[:2]) is None
    assert verdicts.settled(place, said[2]) == decision

    assert draw_task(place).state == state


def test_a_rejected_label_of_several_people_goes_to_a_reviewer() -> None:
    place = verdicts.verified_place(overlap=3)
    verdicts.drawn(place, people=3)

    assert verdicts.settled(place, REJECT) == "disputed"

    assert draw_task(place).state == Task.State.DISPUTED
    assert refresh_task(task_id=draw_task(place).pk, now=LATER) is None
    assert draw_task(place).state == Task.State.DISPUTED


def test_a_round_is_decided_once_however_often_it_is_told() -> None:
    place = verdicts.verified_place()
    verdicts.drawn(place)
    verdicts.settled(place, ACCEPT)

    assert settle_verdicts(verify_task_id=verify_task(place).pk, now=LATER) is None

    assert ConsensusResult.objects.filter(task=draw_task(place)).count() == 2
    assert Event.objects.filter(name="verdicts.settled").count() == 1


def test_a_flow_that_changes_leaves_what_is_under_way() -> None:
    place = verdicts.verified_place(items=2)
    verdicts.drawn(place)
    Project.objects.update(flow=Project.Flow.DRAW)

    assert verdicts.settled(place, ACCEPT) == "accepted"

    other = Task.objects.get(step=Task.Step.DRAW, state=Task.State.OPEN)
    author = work.annotator(place)
    work.submit(author, work.claim(author, place))
    refresh_task(task_id=other.pk, now=NOW)
    other.refresh_from_db()
    assert other.state == Task.State.RESOLVED
    assert Task.objects.filter(step=Task.Step.VERIFY).count() == 1


def test_a_fit_in_between_leaves_the_label_that_is_being_judged() -> None:
    place = verdicts.verified_place()
    verdicts.drawn(place)

    consensus.fitted(place)

    assert draw_task(place).state == Task.State.SATURATED
    assert Subject.objects.count() == 1
    assert verdicts.settled(place, ACCEPT) == "accepted"


def test_a_batch_that_is_drained_keeps_labels_nobody_judged() -> None:
    place = verdicts.verified_place()
    verdicts.drawn(place)

    work_actions.drain_batch(actor_id=place.manager.pk, batch_id=Batch.objects.get().pk, now=LATER)

    assert verify_task(place).state == Task.State.CANCELLED
    late = LATER + timedelta(minutes=5)
    assert forgotten_tasks(now=late, limit=9) == [draw_task(place).pk]
    refresh_task(task_id=draw_task(place).pk, now=late)
    assert draw_task(place).state == Task.State.RESOLVED
    assert Batch.objects.get().reserved_minor == 5


def test_a_label_skipped_by_three_goes_to_triage_and_called_off_it_stands() -> None:
    place = verdicts.verified_place()
    verdicts.drawn(place)
    for _ in range(3):
        user = work.annotator(place)
        work_actions.skip(
            user_id=user.pk,
            assignment_id=work.claim(user, place).assignment_id,
            reason="cannot_tell",
            note="",
            now=NOW,
        )
    verify = verify_task(place)
    assert verify.state == Task.State.TRIAGE
    late = LATER + timedelta(minutes=5)
    assert forgotten_tasks(now=late, limit=9) == []

    work_actions.cancel_task(
        actor_id=place.manager.pk, task_id=verify.pk, reason="nobody can tell", now=LATER
    )
    refresh_task(task_id=draw_task(place).pk, now=late)

    assert draw_task(place).state == Task.State.RESOLVED


def test_verdicts_whose_event_was_lost_are_found() -> None:
    place = verdicts.verified_place()
    verdicts.drawn(place)
    verdicts.judge(place, ACCEPT)

    assert forgotten_verdicts(now=NOW, limit=9) == []
    assert forgotten_verdicts(now=LATER, limit=9) == [verify_task(place).pk]


def test_a_voided_verdict_is_asked_for_again_and_may_change_the_decision() -> None:
    place = verdicts.verified_place()
    [author] = verdicts.drawn(place)
    verifier = work.annotator(place)
    verdicts.judge(place, ACCEPT, user=verifier)
    settle_verdicts(verify_task_id=verify_task(place).pk, now=NOW)
    work_actions.settle_batches(now=NOW)

    work_actions.void_submissions(
        actor_id=place.manager.pk,
        annotator_id=verifier.pk,
        project_id=place.project.pk,
        since=None,
        reason="fraud",
        now=LATER,
    )
    assert verify_task(place).state == Task.State.OPEN
    assert verdicts.settled(place, REJECT, now=LATER) == "returned"

    assert draw_task(place).state == Task.State.SATURATED
    assert work.claim(author, place, now=LATER).sent_back is not None


def test_a_drawer_whose_work_is_voided_ends_the_round() -> None:
    place = verdicts.verified_place()
    [author] = verdicts.drawn(place)
    held_by = work.annotator(place)
    held = work.claim(held_by, place)

    work_actions.void_submissions(
        actor_id=place.manager.pk,
        annotator_id=author.pk,
        project_id=place.project.pk,
        since=None,
        reason="fraud",
        now=NOW,
    )
    verdicts.give(held_by, held, ACCEPT)

    assert settle_verdicts(verify_task_id=verify_task(place).pk, now=NOW) is None
    assert draw_task(place).state == Task.State.OPEN
    verdicts.drawn(place, now=LATER)
    assert verdicts.settled(place, ACCEPT, now=LATER) == "accepted"
    assert Assignment.objects.filter(task=verify_task(place)).count() == 2
