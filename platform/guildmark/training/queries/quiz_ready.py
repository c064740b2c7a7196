"""Whether a quiz can be drawn for somebody whose turn it is, as the draw itself would find."""

from dataclasses import replace
from datetime import datetime

from guildmark.projects.queries import current_schema
from guildmark.training.drawing_lots import Part, shortages
from guildmark.training.queries.banks import bank_of, parts_of
from guildmark.training.way import Facts, delta_majors, is_active, is_qualified


def with_bank(known: Facts, *, now: datetime) -> Facts:
    """The facts with what the bank gives under the schema in force and the plan's composition.

    What is loaded for many projects counts decisions alone: the quiz of one whose questions ask for
    a label that is gone, or has too few of one, would be offered and could not be started. Looked
    at where nothing but the quiz is missing. Two queries, and the bank's known answers are checked.
    """
    is_turn = is_active(known) and known.has_read and known.has_comprehended
    if not is_turn or is_qualified(known.qualification, now):
        return known
    schema = current_schema(known.project.pk)
    if schema is None:
        return known
    bank = bank_of(project_id=known.project.pk, schema_version_id=schema.pk)
    parts = [*parts_of(known.plan), Part(known.plan.scored_decisions)]
    majors = delta_majors(known)
    on_changes = [lot.decision_count for lot in bank if lot.since_major in majors]
    return replace(
        known, is_quiz_complete=not shortages(bank, parts), delta_decisions=sum(on_changes)
    )
