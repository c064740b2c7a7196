"""The reads of the quality app."""

from guildmark.quality.queries.appeals import (
    Alarm,
    alarms,
    appeal,
    appeals_of_person,
    appeals_of_project,
)
from guildmark.quality.queries.finding import SORTS, STATES, Finding, found_seats
from guildmark.quality.queries.gold import (
    catch_up_window,
    gold_item,
    gold_items,
    organisation_id_of_project,
    unscored_submissions,
)
from guildmark.quality.queries.own import OwnDetail, OwnQuality, own_detail, own_quality
from guildmark.quality.queries.people import (
    PersonDetail,
    PersonRow,
    people,
    person,
    person_detail,
)
from guildmark.quality.queries.records import (
    appeal_until,
    own_rejected_work,
    own_restrictions,
    rejection_budgets,
    restriction,
    restrictions_of,
    work_of,
)
from guildmark.quality.queries.skill import (
    TRUSTED_STATES,
    Posterior,
    Tally,
    posteriors,
    start_of_day,
    tallies,
)
from guildmark.quality.queries.standing import standing_of

__all__ = [
    "SORTS",
    "STATES",
    "TRUSTED_STATES",
    "Alarm",
    "Finding",
    "OwnDetail",
    "OwnQuality",
    "PersonDetail",
    "PersonRow",
    "Posterior",
    "Tally",
    "alarms",
    "appeal",
    "appeal_until",
    "appeals_of_person",
    "appeals_of_project",
    "catch_up_window",
    "found_seats",
    "gold_item",
    "gold_items",
    "organisation_id_of_project",
    "own_detail",
    "own_quality",
    "own_rejected_work",
    "own_restrictions",
    "people",
    "person",
    "person_detail",
    "posteriors",
    "rejection_budgets",
    "restriction",
    "restrictions_of",
    "standing_of",
    "start_of_day",
    "tallies",
    "unscored_submissions",
    "work_of",
]
