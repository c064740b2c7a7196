"""Refusals of the communities app."""

from guildmark.core.errors import Refusal, StateConflict, WrongInput


class CriteriaChanged(StateConflict):
    """Somebody else put a version in force since the asker read them."""

    code = "criteria_changed"
    title = "Somebody changed what is asked meanwhile. Look at their version, then change it again"


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
    title = "What this community asks for is not met yet"


class JoiningClosed(Refusal):
    """The community takes nobody in by itself."""

    code = "joining_closed"
    title = "This community takes members by invitation"


class CommunityClosed(Refusal):
    """Its organisation ended it: nobody comes in or applies, who is in stays."""

    code = "community_closed"
    title = "This community is closed: it takes nobody in any more"


class WasRemoved(Refusal):
    """The organisation took the person out."""

    code = "removed_from_community"
    title = "Who was removed from this community is let in again by its organisation alone"


class QuotaFull(Refusal):
    """The seats for people of this answer are taken."""

    code = "quota_full"
    title = "All places for this answer are taken at the moment"


class TraitNameTaken(Refusal):
    """The organisation has a fact of this name."""

    code = "trait_name_taken"
    title = "Your organisation asks for a fact of this name"


class TraitInUse(Refusal):
    """Communities ask for it."""

    code = "trait_in_use"
    title = "Communities ask for this fact"


class NotAskedForApplications(Refusal):
    """The community is joined another way."""

    code = "no_applications"
    title = "This community takes no applications"


class AlreadyMember(Refusal):
    """The person is in."""

    code = "already_member"
    title = "You are a member of this community"


class ApplicationWaiting(Refusal):
    """One application at a time."""

    code = "application_waiting"
    title = "Your application is being looked at"


class ApplicationTooSoon(Refusal):
    """They applied a moment ago, or were declined."""

    code = "application_too_soon"
    title = "You can apply again a day after the last answer, and three times a day at most"


class ApplicationOver(Refusal):
    """It was decided or withdrawn."""

    code = "application_over"
    title = "This application has been answered or withdrawn"


class CommunityInvitationOver(Refusal):
    """It was answered, revoked, is full, or has run out."""

    code = "community_invitation_over"
    title = "This invitation is over. Ask the organisation for a new one"


class AlreadyInvitedToCommunity(Refusal):
    """An invitation to this address waits for an answer."""

    code = "already_invited_to_community"
    title = "This address has an invitation that waits for an answer"


class ResendLimit(Refusal):
    """It was sent as often as is polite, or a moment ago."""

    code = "resend_limit"
    title = "An invitation is sent three times at most, a day apart"


class InvitedEnough(Refusal):
    """So many strangers were written to that the service would be taken for a sender of spam."""

    code = "invited_enough"
    title = "As many people were invited by mail as is possible in a day. Go on tomorrow."


class TooFewToTell(Refusal):
    """Who is meant by their answers could be guessed."""

    code = "too_few_to_tell"
    title = "Fewer than ten members are meant by these answers, or nobody. Ask for less"


class TagsWithAnswers(Refusal):
    """A tag is given to whom one likes: with answers it would ask what one of them said."""

    code = "tags_with_answers"
    title = "Write by tags or by answers: both together could point at somebody"


class MarksWithAnswers(Refusal):
    """What staff say of whom they like: with answers it would ask what one of them said."""

    code = "marks_with_answers"
    title = (
        "What people answer does not go with what you set yourselves (own facts, who is paused): "
        "the two together could point at somebody. Ask for answers alone, for one own fact alone, "
        "or only for what you verified"
    )


class NobodyToTell(Refusal):
    """The filter names nobody."""

    code = "nobody_to_tell"
    title = "Nobody is meant by this choice of states, tags and steps"
