"""Refusals of the quality app."""

from guildmark.core.errors import Refusal, StateConflict, WrongInput


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


class ProjectWithoutSchema(Refusal):
    """Nothing can be known before there is something to ask."""

    code = "project_without_schema"
    title = "The project needs a label schema before known answers"


class GoldStateConflict(StateConflict):
    """proposed -> active <-> suspended -> retired."""

    code = "gold_state_conflict"
    title = "The known answer is not in a state for this"
