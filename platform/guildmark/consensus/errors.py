"""Refusals of the consensus app."""

from datetime import datetime

from guildmark.core.errors import FieldProblem, Refusal, StateConflict


class RunRunning(Refusal):
    """One fit of a project at a time; `errors` carries the id of the live one."""

    code = "run_running"
    title = "The results of this project are being computed already"

    def __init__(self, existing_id: int) -> None:
        super().__init__(
            errors=(FieldProblem(path="existing_id", code=self.code, message=str(existing_id)),)
        )
        self.existing_id = existing_id


class NothingToCompute(Refusal):
    """No task of the project has all its answers."""

    code = "nothing_to_compute"
    title = "No task of this project has all its answers yet"


class NotDisputed(StateConflict):
    """There is nothing to settle: somebody did it, or people were asked again."""

    code = "not_disputed"
    title = "This task is no longer disputed"

    def __init__(self, state: str) -> None:
        super().__init__(f"This task is {state}: somebody was there before you.")
        self.state = state


class AdjudicationTaken(StateConflict):
    """One reviewer at a time."""

    code = "adjudication_taken"
    title = "Another reviewer is at this task"

    def __init__(self, until: datetime | None) -> None:
        when = (
            f" It is theirs until {until:%H:%M} UTC, and longer while they work." if until else ""
        )
        super().__init__(f"Another reviewer is at this task.{when} Take the next one.")


class ResultMoved(StateConflict):
    """The reviewer looked at another version than the one in force."""

    code = "result_moved"
    title = "The consensus of this task has changed since you looked"
