"""A project's limit of money, and what is left of it."""

from django.db.models import Sum

from guildmark.projects.models import Project
from guildmark.work.models import Batch
from guildmark.work.queries.overlap import cost_to_come


def left_of_budget(project: Project) -> int | None:
    """What the project's batches may still reserve, in minor units; None without a budget.

    Below 0 where they reserve more already. What a worker has still to reserve for another overlap
    is taken already. Two queries, and one for each such rise; none without a budget.
    """
    if project.budget_minor is None:
        return None
    # first: what a worker reserves meanwhile counts twice, and not never
    to_come = cost_to_come(project.pk)
    batches = Batch.objects.filter(project=project)
    reserved: int | None = batches.aggregate(reserved=Sum("reserved_minor"))["reserved"]
    return project.budget_minor - (reserved or 0) - to_come
