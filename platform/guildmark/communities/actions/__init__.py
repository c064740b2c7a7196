"""What changes traits, communities and memberships."""

from guildmark.communities.actions.communities import (
    create_community,
    set_criteria,
    update_community,
)
from guildmark.communities.actions.memberships import join, leave, reevaluate
from guildmark.communities.actions.traits import delete_trait_value, set_trait_value

__all__ = [
    "create_community",
    "delete_trait_value",
    "join",
    "leave",
    "reevaluate",
    "set_criteria",
    "set_trait_value",
    "update_community",
]
