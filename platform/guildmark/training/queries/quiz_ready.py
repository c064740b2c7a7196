"""Whether a quiz can be drawn for somebody whose turn it is, as the draw itself would find."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from guildmark.projects.queries import current_schemas
from guildmark.training.drawing_lots import Lot, Part, shortages
from guildmark.training.queries.banks import banks_of, parts_of
from guildmark.training.way import Facts, delta_majors, is_active, is_qualified


def with_banks(known: Mapping[int, Facts], *, now: datetime) -> dict[int, Facts]:
    """The facts by project, with what the banks give under the schemas in force and the plans.

    What is loaded first counts decisions alone: the quiz of a project whose questions ask for a
    label that is gone, or has too few of one, would be offered and could not be started. Looked at
    where nothing but the quiz is missing. Two queries for any number of projects, none where it is
    nobody's turn; the known answers of those banks are checked.
    """
    turns = [pk for pk, one in known.items() if _is_turn(one, now)]
    schemas = current_schemas(turns) if turns else {}
    banks = banks_of(schemas) if schemas else {}
    return {**known, **{pk: _with_bank(known[pk], bank) for pk, bank in banks.items()}}


def _is_turn(known: Facts, now: datetime) -> bool:
    has_learned = is_active(known) and known.has_read and known.has_comprehended
    return has_learned and not is_qualified(known.qualification, now)


def _with_bank(known: Facts, bank: list[Lot]) -> Facts:
    parts = [*parts_of(known.plan), Part(known.plan.scored_decisions)]
    majors = delta_majors(known)
    on_changes = [lot.decision_count for lot in bank if lot.since_major in majors]
    return replace(
        known, is_quiz_complete=not shortages(bank, parts), delta_decisions=sum(on_changes)
    )
