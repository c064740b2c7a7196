"""Answers to gold, and what they say of people."""

from guildmark.core.clock import now
from guildmark.quality import actions, queries
from workers.app import HEAVY_LIMITS, app
from workers.receipts import once

CATCH_UP_CHUNK = 500


@app.task(name="quality.score_gold")
def score_gold(*, event_id: int, submission_id: int, is_gold: bool = True, **_: object) -> None:
    """Hold an answer to gold against the known one."""
    with once(event_id=event_id, handler="quality.score_gold") as is_first:
        if is_first and is_gold:
            actions.score_gold(submission_id=submission_id, now=now())


@app.task(name="quality.catch_up", **HEAVY_LIMITS)
def catch_up(**_: object) -> None:
    """Score answers to gold that were forgotten."""
    since, until = queries.catch_up_window(now())
    for submission_id in queries.unscored_submissions(
        since=since, until=until, limit=CATCH_UP_CHUNK
    ):
        actions.score_gold(submission_id=submission_id, now=now())


@app.task(name="quality.refresh_skills", **HEAVY_LIMITS)
def refresh_skills(*, event_id: int, project_id: int, **_: object) -> None:
    """Everybody's skill anew, because some known answer is, or is no longer, trusted."""
    with once(event_id=event_id, handler="quality.refresh_skills") as is_first:
        if is_first:
            actions.refresh_skills(project_id=project_id, now=now())


@app.task(name="quality.refresh_skill")
def refresh_skill(*, event_id: int, project_id: int, annotator_id: int, **_: object) -> None:
    """One person's skill anew, because answers of theirs were voided."""
    with once(event_id=event_id, handler="quality.refresh_skill") as is_first:
        if is_first:
            actions.refresh_skills(project_id=project_id, annotator_ids=[annotator_id], now=now())


@app.task(name="quality.end_retraining")
def end_retraining(*, event_id: int, user_id: int, project_id: int, **_: object) -> None:
    """The quiz was passed: whoever had to pass it again may go on."""
    with once(event_id=event_id, handler="quality.end_retraining") as is_first:
        if is_first:
            actions.end_retraining(project_id=project_id, annotator_id=user_id, now=now())


@app.task(name="quality.sweep_standing", **HEAVY_LIMITS)
def sweep_standing(**_: object) -> None:
    """End restrictions whose time is up, and uphold appeals nobody has answered in time."""
    actions.expire_restrictions(now=now())
    actions.answer_overdue(now=now())


@app.task(name="quality.make_default_rules")
def make_default_rules(*, event_id: int, project_id: int, **_: object) -> None:
    """A project was made: it begins with the default rules."""
    with once(event_id=event_id, handler="quality.make_default_rules") as is_first:
        if is_first:
            actions.make_default_rules(project_id=project_id, now=now())
