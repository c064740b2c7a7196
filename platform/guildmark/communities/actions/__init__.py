"""What changes traits, communities and memberships."""

from guildmark.communities.actions.applications import (
    accept_application,
    apply,
    decide_applications,
    decline_application,
    expire_applications,
    withdraw_application,
)
from guildmark.communities.actions.catalogue import create_trait, retire_trait, update_trait
from guildmark.communities.actions.circles import is_in_circle
from guildmark.communities.actions.closing import forget_person
from guildmark.communities.actions.communities import (
    close_community,
    create_community,
    reopen_community,
    set_criteria,
    set_quota,
    update_community,
)
from guildmark.communities.actions.following import follow, follow_membership
from guildmark.communities.actions.invitations import (
    accept_community_invitation,
    decline_community_invitation,
    invite_rows,
    invite_to_community,
    resend_invitation,
    revoke_community_invitation,
)
from guildmark.communities.actions.memberships import (
    fill_seats,
    join,
    leave,
    manage_member,
    reevaluate,
)
from guildmark.communities.actions.messages import announce, mark_untold
from guildmark.communities.actions.stewards import set_steward
from guildmark.communities.actions.traits import (
    count_traits,
    delete_trait_value,
    erase_traits,
    set_trait_value,
    take_back_verified,
    verify_trait_value,
)
from guildmark.communities.actions.trials import Trial, try_criteria

__all__ = [
    "Trial",
    "accept_application",
    "accept_community_invitation",
    "announce",
    "apply",
    "close_community",
    "count_traits",
    "create_community",
    "create_trait",
    "decide_applications",
    "decline_application",
    "decline_community_invitation",
    "delete_trait_value",
    "erase_traits",
    "expire_applications",
    "fill_seats",
    "follow",
    "follow_membership",
    "forget_person",
    "invite_rows",
    "invite_to_community",
    "is_in_circle",
    "join",
    "leave",
    "manage_member",
    "mark_untold",
    "reevaluate",
    "reopen_community",
    "resend_invitation",
    "retire_trait",
    "revoke_community_invitation",
    "set_criteria",
    "set_quota",
    "set_steward",
    "set_trait_value",
    "take_back_verified",
    "try_criteria",
    "update_community",
    "update_trait",
    "verify_trait_value",
    "withdraw_application",
]
