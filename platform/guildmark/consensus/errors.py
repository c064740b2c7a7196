"""Refusals of the consensus app."""

from guildmark.core.errors import FieldProblem, Refusal


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
