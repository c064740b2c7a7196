"""Tasks, one module a noun: a receipt, one action. `workers/routes.py` says who listens to what.

A task takes ids by keyword and `**_` for what a later version may send along:

    @app.task(name="quality.score_gold")
    def score_gold(*, event_id: int, submission_id: int, **_: object) -> None:
        with once(event_id=event_id, handler="quality.score_gold") as is_first:
            if is_first:
                actions.score_gold(submission_id=submission_id, now=now())
"""
