"""Batches beside the one that waits for the visitor: one for tomorrow, one for some, one paused."""

from collections.abc import Sequence
from datetime import timedelta

from guildmark.core.clock import now
from guildmark.datasets.models import Item
from guildmark.demo.seed import projects
from guildmark.demo.seed.projects import Prepared
from guildmark.demo.seed.staff import Staff
from guildmark.work.actions import make_audience, pause_batch, set_audience, set_schedule

#: With fewer pictures that wait, the visitor needs them all.
FEWEST_PICTURES = 12
EACH = 2
TOMORROW, PHONES, PAUSED = "From tomorrow on", "For people with a phone", "Waits for the client"
PEOPLE = "people with a phone"
CRITERIA = [[{"trait": "device", "operator": "contains_any", "value": ["phone"]}]]
WHY = "The client has yet to say whether foreign ones count. Nothing you did is lost."
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def set_aside(waiting: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """EACH pictures for each of the three batches, and the rest; none where there are few."""
    count = 3 * EACH if len(waiting) >= FEWEST_PICTURES else 0
    first = len(waiting) - count
    return list(waiting[first:]), list(waiting[:first])


def open_others(prepared: Prepared, staff: Staff, items: Sequence[Item]) -> None:
    """The three, in the caller's transaction; nothing without pictures.

    The first gives out nothing before tomorrow, the second only to whoever works on a phone too,
    the third goes on by itself the day after tomorrow.
    """
    if not items:
        return
    actor_id, moment = staff.manager.pk, now()
    tomorrow, phones, paused = (
        projects.open_further(prepared, staff, name, items[place::3], now=moment).pk
        for place, name in enumerate((TOMORROW, PHONES, PAUSED))
    )
    opens_at = moment + DAY
    set_schedule(
        actor_id=actor_id,
        batch_id=tomorrow,
        opens_at=opens_at,
        closes_at=opens_at + WEEK,
        now=moment,
    )
    audience = make_audience(
        actor_id=actor_id,
        project_id=prepared.seeded.project.pk,
        name=PEOPLE,
        criteria=CRITERIA,
        now=moment,
    )
    set_audience(actor_id=actor_id, batch_id=phones, audience_id=audience.pk, now=moment)
    pause_batch(
        actor_id=actor_id, batch_id=paused, reason=WHY, resumes_at=moment + 2 * DAY, now=moment
    )
