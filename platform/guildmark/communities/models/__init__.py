"""Facts about annotators, and the named sets of people formed by them."""

from guildmark.communities.models.communities import (
    REACHABLE,
    SEATED,
    Announcement,
    Community,
    CriteriaVersion,
    Membership,
)
from guildmark.communities.models.joining import Application, CommunityInvitation
from guildmark.communities.models.traits import Profile, Trait, TraitChange, TraitValue

__all__ = [
    "REACHABLE",
    "SEATED",
    "Announcement",
    "Application",
    "Community",
    "CommunityInvitation",
    "CriteriaVersion",
    "Membership",
    "Profile",
    "Trait",
    "TraitChange",
    "TraitValue",
]
