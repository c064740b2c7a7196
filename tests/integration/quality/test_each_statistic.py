"""Each statistic of the catalogue is read from what is stored of people, and its rule fires."""

from datetime import timedelta

import pytest

from concord.measure import Measure
from concord.rules import STATISTICS
from concord.skill import Crowd
from guildmark.consensus.findings.decisions import Share
from guildmark.consensus.findings.rule_inputs import DriftPoint, Work, rule_inputs
from guildmark.projects.models import Project
from guildmark.quality import actions, queries
from guildmark.quality.definitions import RuleDefinition
from guildmark.quality.figures import PersonFigures, figure, no_figure
from guildmark.quality.models import Restriction
from guildmark.work import actions as work_actions
from tests.factories import quality, work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
NONE = no_figure("Nothing is known.")
#: Of everybody: eight seconds for each object, more or less.
CROWD = Crowd(middle=2.08, spread=0.3, people=5)
ANSWERS = 10
#: Seen elsewhere: `test_judging`, `test_judging_labels`.
ELSEWHERE = {"gold_upper_bound", "skip_share", "pair_similarity", "verdict_skill"}


def described(
    *, right: int = 1, seconds: float = 8.0, share_of_limit: float = 0.0, score: float = 0.9
) -> PersonFigures:
    """What a fit says of somebody: ten answers of one decision each, and the ends of two bounds."""
    done = {
        number: Work(1, NOW + timedelta(minutes=number), seconds, objects=1)
        for number in range(1, ANSWERS + 1)
    }
    held = [Share(number, 1, right, 1) for number in done]
    chart = [DriftPoint(number, one.submitted_at, share_of_limit) for number, one in done.items()]
    return PersonFigures(
        agreement=NONE,
        information_bits=NONE,
        spammer_score=figure(Measure(score, lower=0.0, upper=score, n=ANSWERS)),
        speed=NONE,
        drift_state="worse" if share_of_limit >= 1 else "steady",
        details={},
        rule_inputs=rule_inputs(done, held, chart, CROWD, pair=None),
    )


def rule(statistic: str, *, least: int, threshold: float) -> RuleDefinition:
    """A rule that tells the person."""
    last = 10 if STATISTICS[statistic].last is not None else None
    return RuleDefinition(statistic, statistic, last, least, threshold, "notice", {})


FITTED = {
    "consensus_agreement": (rule("consensus_agreement", least=10, threshold=0.6), {"right": 0}),
    "spammer_score": (rule("spammer_score", least=1, threshold=0.1), {"score": 0.04}),
    "speed_z": (rule("speed_z", least=10, threshold=-3.0), {"seconds": 0.5}),
    "drift": (rule("drift", least=1, threshold=1.0), {"share_of_limit": 1.0}),
}


@pytest.mark.parametrize("statistic", sorted(FITTED))
def test_what_a_fit_says_fires_a_rule_for_whom_it_is_bad_of_and_for_nobody_else(
    statistic: str,
) -> None:
    place = work.workplace(items=2)
    work.open_batch(place)
    asked, badly = FITTED[statistic]
    quality.rule(place, asked, is_on=True)
    good, bad = work.annotator(place), work.annotator(place)
    for user in (good, bad):
        work.submit(user, work.claim(user, place))
    actions.record_figures(
        project_id=place.project.pk,
        figures={good.pk: described(), bad.pk: described(**badly)},  # type: ignore[arg-type]  # numbers
        now=NOW,
    )

    assert actions.judge_project(project_id=place.project.pk, now=NOW) == 1

    (fired,) = queries.firings(place.project.pk)
    assert (fired.annotator_id, fired.rule.statistic) == (bad.pk, statistic)
    assert [one.reason for one in Restriction.objects.filter(annotator=bad)] == [fired.sentence]


def test_whose_work_is_rejected_much_is_told() -> None:
    place = work.workplace(items=10)
    Project.objects.filter(pk=place.project.pk).update(rejection_budget=1.0)
    work.open_batch(place, overlap=2)
    quality.rule(place, rule("acceptance_share", least=10, threshold=0.7), is_on=True)
    good, bad = work.annotator(place), work.annotator(place)
    mine = {user.pk: _answer_ten(place, user.pk) for user in (good, bad)}
    work_actions.accept_assignments(
        actor_id=place.manager.pk, assignment_ids=mine[good.pk] + mine[bad.pk][:4], now=NOW
    )
    work_actions.reject_assignments(
        actor_id=place.manager.pk, assignment_ids=mine[bad.pk][4:], reason_code="wrong_shape",
        note="", now=NOW,
    )  # fmt: skip

    assert actions.judge_project(project_id=place.project.pk, now=NOW) == 1

    (fired,) = queries.firings(place.project.pk)
    assert (fired.annotator_id, fired.evidence["total"]) == (bad.pk, 4)


def _answer_ten(place: Workplace, user_id: int) -> list[int]:
    """Assignments."""
    made = []
    for _ in range(10):
        held = work_actions.claim_next(user_id=user_id, project_id=place.project.pk, now=NOW)
        assert isinstance(held, work_actions.Lease)
        work_actions.submit(
            user_id=user_id, assignment_id=held.assignment_id, document=work.boxes(1),
            seconds_spent=5.0, now=NOW,
        )  # fmt: skip
        made.append(held.assignment_id)
    return made


def test_there_is_a_test_for_every_statistic() -> None:
    assert set(STATISTICS) == {*FITTED, *ELSEWHERE, "acceptance_share"}
