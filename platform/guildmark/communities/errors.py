"""Refusals of the communities app."""

from guildmark.core.errors import Refusal, WrongInput


class NameTaken(Refusal):
    """The organisation has a community of this name."""

    code = "community_name_taken"
    title = "Another community of this organisation has this name"


class WrongCriteria(WrongInput):
    """The criteria cannot be understood; `errors` says where."""

    code = "wrong_criteria"
    title = "The criteria need a change"


class WrongTraitValue(WrongInput):
    """The value is none that the trait can have."""

    code = "wrong_trait_value"
    title = "This answer does not fit the question"


class CriteriaNotMet(Refusal):
    """The person does not meet what the community asks."""

    code = "criteria_not_met"
    title = "You do not meet what this community asks for yet"


class JoiningClosed(Refusal):
    """The community takes nobody in by itself."""

    code = "joining_closed"
    title = "This community takes members by invitation"


class WasRemoved(Refusal):
    """The organisation took the person out."""

    code = "removed_from_community"
    title = "You were removed from this community by its organisation"
