"""What in quality wants a manager now."""

from datetime import datetime

from django.db.models import Count

from guildmark.quality.models import GoldContest, GoldItem, GoldStock
from guildmark.quality.queries import appeals
from guildmark.quality.queries.appeals import Alarm


def alarms(project_id: int, now: datetime) -> list[Alarm]:
    """Those about people, and those about gold. Four queries."""
    return [*appeals.alarms(project_id, now), *gold_alarms(project_id)]


def gold_alarms(project_id: int) -> list[Alarm]:
    """Too little gold, contests without an answer, gold in doubt, gold to be activated."""
    href = f"/p/{project_id}/gold"
    states = dict(
        GoldItem.objects.filter(project_id=project_id)
        .values_list("state")
        .annotate(count=Count("pk"))
        .order_by()
    )
    contests = GoldContest.objects.filter(
        project_id=project_id, state=GoldContest.State.OPEN
    ).count()
    stock = GoldStock.objects.filter(project_id=project_id, is_low=True).first()
    found = [
        Alarm("gold_stock_low", "problem", stock.reason if stock else "", int(bool(stock)), href),
        Alarm(
            "gold_contested",
            "caution",
            "Somebody contests a known answer, and waits for what you say.",
            contests,
            f"{href}/contests",
        ),
        Alarm(
            "gold_suspended",
            "caution",
            "Known answers are in doubt. Look at them, then correct, keep or retire them.",
            states.get(GoldItem.State.SUSPENDED, 0),
            f"{href}?state=suspended",
        ),
        Alarm(
            "gold_proposed",
            "info",
            "Settled answers could be gold. Activate those you want.",
            states.get(GoldItem.State.PROPOSED, 0),
            f"{href}?state=proposed",
        ),
    ]
    return [one for one in found if one.count]
