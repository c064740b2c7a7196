"""A project's limit of money: held against everything that somebody decides to ask more for.

What follows by itself from work that is done goes on beside it: answers that were taken out are
asked again, and labels of a project whose labels are verified are verified.
"""

from django.db import connection
from django.db.models import Sum
from django.utils.translation import gettext as _

from guildmark.projects.models import Project
from guildmark.work.errors import BudgetSpent
from guildmark.work.models import Batch
from guildmark.work.queries.overlap import cost_to_come

#: Of the advisory locks; the other half is the project's id.
LOCK = 7107


def require_budget(batch: Batch, *, wanted_minor: int) -> None:
    """Raises BudgetSpent where the batch would reserve so much more than is left.

    The caller holds the batch. Until the transaction ends, others who reserve in the project wait.
    """
    left = _left(batch)
    if left is None or wanted_minor <= 0 or wanted_minor <= left:
        return
    raise BudgetSpent(
        _(
            "It would reserve {wanted}, and {left} of the budget are left. Raise the budget under "
            "Settings, or ask for less."
        ).format(
            wanted=_in_words(wanted_minor, batch.currency),
            left=_in_words(max(left, 0), batch.currency),
        )
    )


def is_in_budget(batch: Batch, *, wanted_minor: int) -> bool:
    """The same as an answer, for what is asked on by itself."""
    left = _left(batch)
    return left is None or wanted_minor <= left


def _left(batch: Batch) -> int | None:
    """What the project's batches may still reserve, below 0 where they reserve more already; None
    without a budget. What a worker has still to reserve for another overlap is taken already."""
    budget = Project.objects.values_list("budget_minor", flat=True).get(pk=batch.project_id)
    if budget is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, batch.project_id % 2**31])
    to_come = cost_to_come(batch.project_id)  # first: what a worker reserves meanwhile counts twice
    reserved = Batch.objects.filter(project_id=batch.project_id).aggregate(
        all=Sum("reserved_minor")
    )
    return budget - (reserved["all"] or 0) - to_come


def _in_words(amount_minor: int, currency: str) -> str:
    return f"{amount_minor / 100:,.2f} {currency}"
