"""What is known of traits, communities, and who may come in."""

from guildmark.communities.queries.audience import (
    Audience,
    AudienceCount,
    ClauseCost,
    audience,
    counted,
)
from guildmark.communities.queries.communities import (
    ClauseExplained,
    communities,
    community,
    criteria_of,
    criteria_versions,
    eligible_ids,
    explain,
    explained,
    is_active_member,
    meets,
    members,
    memberships,
)
from guildmark.communities.queries.traits import trait_values, traits, traits_by_key, values_of

__all__ = [
    "Audience",
    "AudienceCount",
    "ClauseCost",
    "ClauseExplained",
    "audience",
    "communities",
    "community",
    "counted",
    "criteria_of",
    "criteria_versions",
    "eligible_ids",
    "explain",
    "explained",
    "is_active_member",
    "meets",
    "members",
    "memberships",
    "trait_values",
    "traits",
    "traits_by_key",
    "values_of",
]
