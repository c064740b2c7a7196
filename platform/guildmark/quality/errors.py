"""Refusals of the quality app."""

from guildmark.core.errors import FieldProblem, Refusal, StateConflict, WrongInput


class GoldItemExists(Refusal):
    """One known answer for an item in a project."""

    code = "gold_item_exists"
    title = "This picture has a known answer in this project already"


class GoldItemElsewhere(WrongInput):
    """Gold is one of the project's own pictures."""

    code = "item_of_other_dataset"
    title = "This picture is not in the project's dataset"


class WrongReference(WrongInput):
    """The known answer is no complete answer under the project's schema."""

    code = "wrong_reference"
    title = "The known answer does not fit the project's label schema"


class GoldItemShown(Refusal):
    """Who was shown the answer gives no evidence by giving it back."""

    code = "gold_item_shown"
    title = "People see this picture's answer in practice or after the quiz. Choose another"


class ProjectWithoutSchema(Refusal):
    """Nothing can be known before there is something to ask."""

    code = "project_without_schema"
    title = "The project needs a label schema before known answers"


class GoldStateConflict(StateConflict):
    """proposed -> active <-> suspended -> retired."""

    code = "gold_state_conflict"
    title = "The known answer is not in a state for this"


class WrongRestriction(WrongInput):
    """A restriction says what it limits, and ends in the future."""

    code = "wrong_restriction"
    title = "The restriction needs a change"


class VoidingUnderWay(StateConflict):
    """Some of the answers are being taken out already, by a worker."""

    code = "voiding_under_way"
    title = "Answers of this person are still being taken out. Try again in a minute"


class RestrictionOver(StateConflict):
    """It has been lifted, or its time was up."""

    code = "restriction_over"
    title = "This restriction has ended already"


class AppealTooLate(Refusal):
    """An appeal comes within the days that the project gives."""

    code = "appeal_too_late"
    title = "The time to appeal is over"


class AppealExists(Refusal):
    """One appeal against one thing."""

    code = "appeal_exists"
    title = "You have appealed against this already"


class AppealOver(StateConflict):
    """It has been answered or withdrawn."""

    code = "appeal_over"
    title = "This appeal is closed"


class NothingToAppeal(StateConflict):
    """What was lifted, or never rejected, needs no appeal."""

    code = "nothing_to_appeal"
    title = "There is nothing to appeal against any more"


class OwnDecision(Refusal):
    """An appeal is answered by somebody else than who decided, where there is one."""

    code = "own_decision"
    status = 403
    title = "Somebody else must answer this: the appeal is against your own decision"


class WrongRule(WrongInput):
    """A rule has a statistic, a window that holds enough, a threshold and what its action needs."""

    code = "wrong_rule"
    title = "The rule needs a change"


class RuleNameTaken(Refusal):
    """A name says which rule it is."""

    code = "rule_name_taken"
    title = "This project has a rule of this name already"


class RuleMoved(StateConflict):
    """Somebody else has changed it since."""

    code = "rule_moved"
    title = "Somebody has changed this rule since you opened it"


class TrialRunning(Refusal):
    """One dry run of a project at a time; `errors` carries the id of the live one."""

    code = "trial_running"
    title = "A dry run of this project is going on already"

    def __init__(self, existing_id: int) -> None:
        super().__init__(
            errors=(FieldProblem(path="existing_id", code=self.code, message=str(existing_id)),)
        )
        self.existing_id = existing_id


class ContestExists(Refusal):
    """One contest of a person for each version of a known answer."""

    code = "contest_exists"
    title = "You have contested this known answer already"


class ContestConflict(StateConflict):
    """open -> upheld | rejected | withdrawn."""

    code = "contest_conflict"
    title = "This contest has been answered or withdrawn"
