"""What a model or an annotator said, as it is evaluated, and the report of it."""

import json
from typing import Any

from guildmark.core import clock
from guildmark.releases import actions
from guildmark.releases.actions import evaluation_run
from guildmark.releases.models import Evaluation, Release


def report_of(evaluation: Evaluation) -> Any:  # JSON
    """The report of one that is done."""
    assert evaluation.report is not None, evaluation.error_detail
    return evaluation.report


def annotator_evaluation(release: Release, annotator: str) -> Evaluation:
    """One that is done."""
    made, _ = actions.request_annotator_evaluation(
        actor_id=release.created_by_id, release_id=release.pk, annotator=annotator, now=clock.now()
    )
    evaluation_run.run(evaluation_id=made.pk, clock=clock.now)
    made.refresh_from_db()
    return made


def lines(*rows: dict[str, Any]) -> str:
    """Our own format."""
    return "\n".join(json.dumps(row) for row in rows)
