"""Answers to gold, and what they say of people."""

from datetime import datetime

from guildmark.consensus.actions.judged_labels import hold_verdicts
from guildmark.consensus.queries.pages import schema_version_of
from guildmark.consensus.queries.tasks import settled_answer
from guildmark.core.clock import now
from guildmark.events.queries import sent_at
from guildmark.quality import actions, queries
from workers.app import HEAVY_LIMITS, app
from workers.receipts import acknowledge, after, once

CATCH_UP_CHUNK = 500
#: The next sweep rings for it again: what waited for so long is not to be there twice.
CATCH_UP_SECONDS = 60
REVIEWER_SETTLED = "A reviewer settled it."


@app.task(name="quality.score_gold")
def score_gold(
    *, submission_id: int, event_id: int | None = None, is_gold: bool = True, **_: object
) -> None:
    """Hold an answer to gold against the known one; the sweep calls without an event."""
    if event_id is None:
        actions.score_gold(submission_id=submission_id, now=now())
        return
    with once(event_id=event_id, handler="quality.score_gold") as is_first:
        if is_first and is_gold:
            actions.score_gold(submission_id=submission_id, now=now())


@app.task(name="quality.catch_up", **HEAVY_LIMITS)
def catch_up(**_: object) -> None:
    """Ring for answers to gold that were forgotten, and go on with corrections that were cut off.

    It scores none itself: with many behind, that kept every process of the worker from all else.
    """
    since, until = queries.catch_up_window(now())
    for submission_id in queries.unscored_submissions(
        since=since, until=until, limit=CATCH_UP_CHUNK
    ):
        app.send_task(
            "quality.score_gold", kwargs={"submission_id": submission_id}, expires=CATCH_UP_SECONDS
        )
    for gold_item_id in queries.gold_items_to_rescore(limit=CATCH_UP_CHUNK):
        _rescore(gold_item_id)
    for project_id in queries.projects_held_anew():
        _finish_rescoring(project_id)


@app.task(name="quality.rescore_gold", **HEAVY_LIMITS)
def rescore_gold(*, event_id: int, gold_item_id: int, project_id: int, **_: object) -> None:
    """Hold everybody's answers against a corrected one, a chunk a transaction."""
    _rescore(gold_item_id)
    _finish_rescoring(project_id)
    acknowledge(event_id=event_id, handler="quality.rescore_gold")


@app.task(name="quality.rescore_project", **HEAVY_LIMITS)
def rescore_project(*, event_id: int, project_id: int, changed: list[str], **_: object) -> None:
    """Other marks of a project: what was right by the old ones is looked at again.

    What is to be done is marked once; a task that is cut off, or sent again, goes on with the
    rest, and so does the sweep.
    """
    if actions.MARKS.isdisjoint(changed):
        acknowledge(event_id=event_id, handler="quality.rescore_project")
        return
    with once(event_id=event_id, handler="quality.rescore_project") as is_first:
        if is_first:
            actions.hold_anew(project_id=project_id)
    while waiting := queries.gold_items_to_rescore(project_id=project_id, limit=CATCH_UP_CHUNK):
        for gold_item_id in waiting:
            _rescore(gold_item_id)
    _finish_rescoring(project_id)


def _finish_rescoring(project_id: int) -> None:
    """Where all gold of a project was held against other marks: suspend what more people miss now
    than they should, and then let people be judged."""
    if not queries.is_held_anew(project_id):
        return
    if not queries.gold_items_to_rescore(project_id=project_id, limit=1):
        for gold_item_id in queries.answered_gold(project_id):
            actions.suspect_gold(gold_item_id=gold_item_id, now=now())
    actions.finish_rescoring(project_id=project_id, now=now())


def _rescore(gold_item_id: int) -> None:
    while actions.rescore_gold(gold_item_id=gold_item_id, now=now()):
        pass


@app.task(name="quality.propose_gold")
def propose_gold(
    *, event_id: int, project_id: int, item_id: int, result_id: int, **_: object
) -> None:
    """What a reviewer settled could be gold."""
    with once(event_id=event_id, handler="quality.propose_gold") as is_first:
        settled = settled_answer(result_id) if is_first else None
        if settled is not None:
            actions.propose_gold_item(
                actor_id=settled.adjudicated_by_id,
                project_id=project_id,
                item_id=item_id,
                reference=settled.document,
                reason=REVIEWER_SETTLED,
                schema_version_id=schema_version_of(settled.task).pk,
                now=now(),
            )


@app.task(name="quality.check_stock")
def check_stock(*, project_id: int, event_id: int | None = None, **_: object) -> None:
    """Look whether there is enough gold; the sweep calls without an event.

    Once for all that was sent before the look: fifty pictures of an import ring fifty times.
    """
    if event_id is not None:
        acknowledge(event_id=event_id, handler="quality.check_stock")
        if queries.is_stock_checked(project_id=project_id, since=sent_at(event_id)):
            return
    actions.check_stock(project_id=project_id, now=now())


@app.task(name="quality.check_stocks")
def check_stocks(**_: object) -> None:
    """Ring for every project that hands out gold."""
    for project_id in queries.projects_with_gold():
        app.send_task("quality.check_stock", kwargs={"project_id": project_id})


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


@app.task(name="quality.expire_restrictions")
def expire_restrictions(**_: object) -> None:
    """End restrictions whose time is up: nobody waits for heavy work to be let in again."""
    actions.expire_restrictions(now=now())


@app.task(name="quality.answer_overdue", **HEAVY_LIMITS)
def answer_overdue(**_: object) -> None:
    """Uphold appeals nobody has answered in time."""
    actions.answer_overdue(now=now())


@app.task(name="quality.make_default_rules")
def make_default_rules(*, event_id: int, project_id: int, **_: object) -> None:
    """A project was made: it begins with the default rules."""
    with once(event_id=event_id, handler="quality.make_default_rules") as is_first:
        if is_first:
            actions.make_default_rules(project_id=project_id, now=now())


@app.task(name="quality.judge_person")
def judge_person(*, event_id: int, project_id: int, annotator_id: int, **_: object) -> None:
    """Work was judged by people: hold the rules against its author."""
    with after(event_id=event_id, handler="quality.judge_person") as is_first:
        if is_first:
            actions.judge_person(project_id=project_id, annotator_id=annotator_id, now=now())


@app.task(name="quality.score_verdicts")
def score_verdicts(*, event_id: int, task_id: int, project_id: int, **_: object) -> None:
    """It was decided what a label is: who judged it did so rightly, or not."""
    with after(event_id=event_id, handler="quality.score_verdicts") as is_first:
        if is_first:
            for annotator_id in hold_verdicts(draw_task_id=task_id):
                actions.judge_person(project_id=project_id, annotator_id=annotator_id, now=now())


@app.task(name="quality.judge_project", **HEAVY_LIMITS)
def judge_project(*, event_id: int, project_id: int, **_: object) -> None:
    """There are new figures of everybody, or a check is in doubt: hold the rules against all."""
    with after(event_id=event_id, handler="quality.judge_project") as is_first:
        if is_first:
            actions.judge_project(project_id=project_id, now=now())


@app.task(name="quality.judge_recent", **HEAVY_LIMITS)
def judge_recent(**_: object) -> None:
    """Hold the rules against those at work.

    The only place that hears of checks: a rule that was judged as each is scored would tell the
    person which picture was one.
    """
    actions.judge_recent(now=now())


@app.task(name="quality.void_for_firing", **HEAVY_LIMITS)
def void_for_firing(*, event_id: int, firing_id: int, is_voiding: bool = True, **_: object) -> None:
    """A rule takes work out: a chunk at a time."""
    with after(event_id=event_id, handler="quality.void_for_firing") as is_first:
        if is_first and is_voiding:
            actions.void_for_firing(firing_id=firing_id, now=now())


@app.task(name="quality.void_rest", **HEAVY_LIMITS)
def void_rest(*, event_id: int, restriction_id: int, since: str | None, **_: object) -> None:
    """Go on with a voiding that was too much for one request."""
    with after(event_id=event_id, handler="quality.void_rest") as is_first:
        if is_first:
            actions.void_rest(
                restriction_id=restriction_id,
                since=datetime.fromisoformat(since) if since else None,
            )


@app.task(name="quality.reinstate_voiding", **HEAVY_LIMITS)
def reinstate_voiding(*, event_id: int, restriction_id: int, **_: object) -> None:
    """Work that was taken out wrongly counts again."""
    with after(event_id=event_id, handler="quality.reinstate_voiding") as is_first:
        if is_first:
            actions.reinstate_voiding(restriction_id=restriction_id, actor_id=None, now=now())


@app.task(name="quality.run_trial", **HEAVY_LIMITS)
def run_trial(*, rule_trial_id: int, event_id: int | None = None, **_: object) -> None:
    """Play a rule over what has been."""
    acknowledge(event_id=event_id, handler="quality.run_trial")
    actions.run_trial(trial_id=rule_trial_id, clock=now)


@app.task(name="quality.forget_trials")
def forget_trials(**_: object) -> None:
    """Delete dry runs that are older than they are kept."""
    actions.forget_trials(now=now())
