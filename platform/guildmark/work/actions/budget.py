"""A project's limit of money: held against everything that somebody decides to ask more for.

What follows by itself from work that is done goes on beside it: answers that were taken out are
asked again, and labels of a project whose labels are verified are verified.
"""

from django.db import connection
from django.utils.translation import gettext as _

from guildmark.core.money import Money, in_words
from guildmark.projects.models import Project
from guildmark.work.errors import BudgetSpent
from guildmark.work.models import Batch
from guildmark.work.queries.budget import left_of_budget

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
            wanted=in_words(Money(wanted_minor, batch.currency)),
            left=in_words(Money(max(left, 0), batch.currency)),
        )
    )


def is_in_budget(batch: Batch, *, wanted_minor: int) -> bool:
    """The same as an answer, for what is asked on by itself."""
    left = _left(batch)
    return left is None or wanted_minor <= left


def _left(batch: Batch) -> int | None:
    """What the project's batches may still reserve, asked while nobody else reserves."""
    project = Project.objects.only("budget_minor").get(pk=batch.project_id)
    if project.budget_minor is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, batch.project_id % 2**31])
    return left_of_budget(project)
