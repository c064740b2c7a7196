"""What a refusal is: a named class with a stable code and a sentence a person can act on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FieldProblem:
    """One thing wrong at one place of what was sent."""

    path: str
    code: str
    message: str


class Refusal(Exception):  # noqa: N818  a refusal is an answer, not a fault
    """A rule said no. Raised where the rule is known, translated once by `core.problems`."""

    code = "refused"
    status = 409
    title = "This cannot be done now"

    def __init__(self, detail: str = "", *, errors: tuple[FieldProblem, ...] = ()) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.errors = errors


class NotFound(Refusal):
    """It does not exist, or the asker may not know that it does."""

    code = "not_found"
    status = 404
    title = "This does not exist, or you may not see it"


class NotAllowed(Refusal):
    """The asker may see it and may not do this to it."""

    code = "not_allowed"
    status = 403
    title = "Your role does not allow this"


class WrongInput(Refusal):
    """What was sent breaks a rule; `errors` says where."""

    code = "wrong_input"
    status = 422
    title = "Something in what you sent needs a change"


class StateConflict(Refusal):
    """The thing is not in a state from which this move is legal."""

    code = "state_conflict"
    status = 409
    title = "This has moved on since you looked"
