"""Disputed labels that a later fit is sure of."""

import pytest

from guildmark.consensus.actions.verifying import settle_verdicts
from guildmark.projects.models import Project
from guildmark.work import actions as work_actions
from guildmark.work.judgement import Label
from guildmark.work.models import Task
from tests.factories import consensus, verdicts
from tests.factories.verdicts import ACCEPT
from tests.factories.work import NOW

pytestmark = pytest.mark.django_db


def test_verdicts_on_a_label_that_was_disputed_decide_about_it() -> None:
    place = consensus.disputed()
    Project.objects.filter(pk=place.project.pk).update(
        flow=Project.Flow.DRAW_VERIFY, verdicts_wanted=1, verdict_audit_share=0.0
    )
    draw = verdicts.draw_task(place)
    result = draw.consensus_results.get()
    label = Label(result.document, result.version, result.inputs_sha256)

    sure = work_actions.conclude_task(task_id=draw.pk, label=label, now=NOW)
    waits_as = verdicts.draw_task(place).state
    verdicts.judge(place, ACCEPT)
    decision = settle_verdicts(verify_task_id=verdicts.verify_task(place).pk, now=NOW)

    assert (sure, waits_as, decision) == (True, Task.State.SATURATED, "accepted")
    assert verdicts.draw_task(place).state == Task.State.RESOLVED
