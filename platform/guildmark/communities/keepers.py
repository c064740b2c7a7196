"""Who looks after a community: its organisation's managers, and the stewards among its members.

Stewards see who is in and who wants to come in, by pseudonym; they answer applications and
questions on guidelines, and write to members. They change nobody's membership, no criteria, no
way in and no text, and see neither notes, the reasons of pauses nor what the staff verified.
"""

from rest_framework.request import Request

from guildmark.accounts.access import MANAGERS, require_role
from guildmark.accounts.models import ApiKey, StaffMember
from guildmark.communities import queries
from guildmark.communities.models import Community


def require_keeper(request: Request, community: Community) -> bool:
    """Let those through who look after it; true for the staff. Raises as `require_role`."""
    if is_acting_steward(request, community.pk, community.organisation_id):
        return False
    require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
    return True


def is_acting_steward(request: Request, community_id: int, organisation_id: int) -> bool:
    """Whether the asker is a steward, and not of the staff that may do more."""
    if isinstance(request.auth, ApiKey) or not request.user.is_authenticated:
        return False
    user_id = request.user.pk
    if not queries.is_steward(user_id=user_id, community_id=community_id):
        return False
    leading = StaffMember.objects.filter(user_id=user_id, role__in=MANAGERS)
    return not leading.filter(organisation_id=organisation_id).exists()
