"""What in quality wants a manager now."""

from datetime import datetime

from django.db.models import Count

from guildmark.core.alarms import Alarm, raised
from guildmark.quality.models import GoldContest, GoldItem, GoldStock
from guildmark.quality.queries import appeals

CONTESTED = Alarm(
    code="gold_contested",
    severity="caution",
    sentence="Somebody contests a known answer, and waits for what you say.",
    remedy="Look at what they say, and keep the answer or correct it.",
    place="gold",
)
SUSPENDED = Alarm(
    code="gold_suspended",
    severity="caution",
    sentence="Known answers are in doubt.",
    remedy="Look at them, then correct, keep or retire them.",
    place="gold",
)
PROPOSED = Alarm(
    code="gold_proposed",
    severity="caution",
    sentence="Settled answers could be gold.",
    remedy="Activate those you want.",
    place="gold",
)


def alarms(project_id: int, now: datetime) -> list[Alarm]:
    """Those about people, and those about gold. Four queries."""
    return [*appeals.alarms(project_id, now), *gold_alarms(project_id)]


def gold_alarms(project_id: int) -> list[Alarm]:
    """Too little gold, contests without an answer, gold in doubt, gold to be activated."""
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
    low = Alarm(
        code="gold_stock_low",
        severity="problem",
        sentence=stock.reason if stock else "",
        remedy="Add known answers, or activate proposed ones.",
        place="gold",
    )
    return raised(
        [
            (low, int(stock is not None)),
            (CONTESTED, contests),
            (SUSPENDED, states.get(GoldItem.State.SUSPENDED, 0)),
            (PROPOSED, states.get(GoldItem.State.PROPOSED, 0)),
        ]
    )
