"""Where one person verifies a label, a second is asked about some: so verifiers are judged, too."""

import pytest

from guildmark.consensus.actions.judged_labels import hold_verdicts
from guildmark.projects.models import Project
from guildmark.quality.models import VerdictScore
from guildmark.work.models import Task, Verdict
from guildmark.work.queries.verdicts import mean_verdicts, verdicts_for
from tests.factories import verdicts
from tests.factories.verdicts import ACCEPT, REJECT, draw_task, verify_task

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
