"""The reads of the quality app."""

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
    seats,
)
from guildmark.quality.queries.skill import (
    TRUSTED_STATES,
    Posterior,
    Tally,
    posteriors,
    start_of_day,
    tallies,
)

__all__ = [
    "TRUSTED_STATES",
    "OwnDetail",
    "OwnQuality",
    "PersonDetail",
    "PersonRow",
    "Posterior",
    "Tally",
    "catch_up_window",
    "gold_item",
    "gold_items",
    "organisation_id_of_project",
    "own_detail",
    "own_quality",
    "people",
    "person",
    "person_detail",
    "posteriors",
    "seats",
    "start_of_day",
    "tallies",
    "unscored_submissions",
]
