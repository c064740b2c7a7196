"""Facts about annotators, and the named sets of people formed by them."""

from guildmark.communities.models.communities import Community, CriteriaVersion, Membership
from guildmark.communities.models.joining import Application, CommunityInvitation
from guildmark.communities.models.traits import Profile, Trait, TraitValue

__all__ = [
    "Application",
    "Community",
    "CommunityInvitation",
    "CriteriaVersion",
    "Membership",
    "Profile",
    "Trait",
    "TraitValue",
]
