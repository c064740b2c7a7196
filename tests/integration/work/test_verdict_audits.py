"""Where one person verifies a label, a second is asked about some: so verifiers are judged, too."""

import pytest

from guildmark.consensus.actions.judged_labels import hold_verdicts
from guildmark.projects.models import Project
from guildmark.quality.models import VerdictScore
from guildmark.work.actions import end_audits
from guildmark.work.models import Seat, Subject, Task, Verdict
from guildmark.work.queries.audits import PATIENCE
from guildmark.work.queries.verdicts import mean_verdicts, verdicts_for
from tests.factories import verdicts
from tests.factories.verdicts import ACCEPT, REJECT, draw_task, verify_task
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db


def _scores() -> list[tuple[bool, bool | None]]:
    """Of each verdict in order: whether it accepts, and whether others found the label right."""
    rows = VerdictScore.objects.order_by("submission_id")
    return list(rows.values_list("is_accept", "is_right"))


def test_a_second_person_is_asked_about_a_label_that_is_audited() -> None:
    place = verdicts.verified_place(audit_share=1.0)
    verdicts.drawn(place)

    first = verdicts.settled(place, ACCEPT)
    asked = verify_task(place)
    second = verdicts.settled(place, ACCEPT)

    assert (first, asked.state, asked.open_slots) == (None, Task.State.OPEN, 1)
    assert second == "accepted"
    people = Verdict.objects.values_list("submission__annotator_id", flat=True)
    assert len(set(people)) == 2
    hold_verdicts(draw_task_id=draw_task(place).pk)
    assert _scores() == [(True, True), (True, True)]


def test_where_the_two_differ_a_reviewer_decides() -> None:
    place = verdicts.verified_place(audit_share=1.0)
    verdicts.drawn(place)

    decision = verdicts.settled(place, ACCEPT, REJECT)

    assert decision == "disputed"
    assert draw_task(place).state == Task.State.DISPUTED
    hold_verdicts(draw_task_id=draw_task(place).pk)
    assert _scores() == [(True, False), (False, True)]  # until a reviewer says who was right


def test_without_audits_one_verdict_decides_and_says_nothing_of_who_gave_it() -> None:
    place = verdicts.verified_place(audit_share=0.0)
    verdicts.drawn(place)

    decision = verdicts.settled(place, ACCEPT)

    assert (decision, verify_task(place).counted) == ("accepted", 1)
    hold_verdicts(draw_task_id=draw_task(place).pk)
    assert _scores() == [(True, None)]


@pytest.mark.parametrize(("wanted", "share", "mean"), [(1, 0.05, 1.05), (1, 0.0, 1.0), (3, 0.5, 3)])
def test_about_so_many_are_audited_and_always_the_same(
    wanted: int, share: float, mean: float
) -> None:
    project = Project(verdicts_wanted=wanted, verdict_audit_share=share)

    first, again = ([verdicts_for(project, item) for item in range(4000)] for _ in range(2))

    assert first == again
    assert sum(first) / 4000 == pytest.approx(mean, abs=0.012)
    assert mean_verdicts(project) == pytest.approx(mean)


@pytest.mark.parametrize("others", [0, 1])
def test_where_too_few_are_there_for_two_verdicts_one_decides(others: int) -> None:
    place = verdicts.verified_place()
    Project.objects.update(verdict_audit_share=1.0)
    verdicts.seated(place, people=others)
    verdicts.drawn(place)

    assert verdicts.settled(place, ACCEPT) == "accepted"


@pytest.fixture
def waiting() -> Workplace:
    """A label with one verdict, which waits for the second."""
    place = verdicts.verified_place(audit_share=1.0)
    verdicts.drawn(place)
    assert verdicts.settled(place, ACCEPT) is None
    return place


def test_a_second_verdict_is_waited_for_while_somebody_could_give_it(waiting: Workplace) -> None:
    early = end_audits(now=NOW + PATIENCE / 2)

    assert (early, verify_task(waiting).open_slots) == (0, 1)


def test_it_is_not_waited_for_for_ever(waiting: Workplace) -> None:
    ended = [end_audits(now=NOW + PATIENCE) for _ in range(2)]

    assert ended == [1, 0]
    assert verdicts.settled(waiting) == "accepted"
    assert verify_task(waiting).state == Task.State.RESOLVED
    assert Subject.objects.get().verdicts_wanted == 1


def test_nor_where_nobody_is_left_who_could_give_it(waiting: Workplace) -> None:
    Seat.objects.filter(last_batch_id=None).update(ineligible_reason="Gone.")

    assert end_audits(now=NOW) == 1
    assert verdicts.settled(waiting) == "accepted"


def test_nor_once_the_project_audits_nothing_any_more(waiting: Workplace) -> None:
    Project.objects.update(verdict_audit_share=0.0)

    assert end_audits(now=NOW) == 1
    assert verdicts.settled(waiting) == "accepted"


def test_a_label_without_any_verdict_is_let_go_by_nothing() -> None:
    place = verdicts.verified_place(audit_share=1.0)
    verdicts.drawn(place)

    assert end_audits(now=NOW + PATIENCE) == 0
    assert verify_task(place).open_slots == 2
