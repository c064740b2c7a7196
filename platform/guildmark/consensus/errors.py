"""Refusals of the consensus app."""

from datetime import datetime

from django.utils.translation import gettext as _

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
        super().__init__(_("Somebody was there before you: this task is no longer disputed."))
        self.state = state


class AdjudicationTaken(StateConflict):
    """One reviewer at a time."""

    code = "adjudication_taken"
    title = "Another reviewer is at this task"

    def __init__(self, until: datetime | None) -> None:
        if until is None:
            super().__init__(_("Another reviewer is at this task. Take the next one."))
            return
        sentence = _(
            "Another reviewer is at this task. It is theirs until {time} UTC, and longer while "
            "they work. Take the next one."
        )
        super().__init__(sentence.format(time=f"{until:%H:%M}"))


class TaskInWork(StateConflict):
    """A label from elsewhere does not push aside what people were asked."""

    code = "task_in_work"
    title = "People were asked about this picture: settle it as a reviewer, or bring it as gold"


class ResultMoved(StateConflict):
    """The reviewer looked at another version than the one in force."""

    code = "result_moved"
    title = "The consensus of this task has changed since you looked"
