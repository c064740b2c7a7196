"""Work that is to be paid, and payouts, for tests."""

from datetime import datetime
from typing import Any

from guildmark.accounts.models import User
from guildmark.payments.actions import make_payout
from guildmark.payments.queries.payouts import Made
from guildmark.payments.queries.sums import dues, sha256_of_dues, sums_of_people
from guildmark.payments.queries.work import Wanted
from guildmark.work import actions
from tests.factories import work
from tests.factories.work import NOW, Workplace


def place(price_minor: int = 5) -> Workplace:
    """A project with twenty open tasks for one person each."""
    made = work.workplace(items=20)
    work.open_batch(made, overlap=1, price_minor=price_minor)
    return made


def handed_in(at: Workplace, user: User, number: int = 1, *, now: datetime = NOW) -> list[int]:
    """So many answers that nobody has judged; the ids of their assignments."""
    ids = []
    for _ in range(number):
        held = work.claim(user, at, now=now)
        work.submit(user, held, now=now)
        ids.append(held.assignment_id)
    return ids


def accepted(at: Workplace, user: User, number: int = 1, *, now: datetime = NOW) -> list[int]:
    """So many answers that were accepted; the ids of their assignments."""
    ids = handed_in(at, user, number, now=now)
    actions.accept_assignments(actor_id=at.manager.pk, assignment_ids=ids, now=now)
    return ids


def seen(wanted: Wanted) -> str:
    """What says who is to be paid what."""
    return sha256_of_dues(dues(sums_of_people(wanted)))


# Any: what else bounds it.
def payout(at: Workplace, *, now: datetime = NOW, reference: str = "", **bounds: Any) -> Made:
    """All that is due was paid."""
    wanted = Wanted(organisation_id=at.organisation.pk, **bounds)
    return make_payout(
        actor_id=at.manager.pk, wanted=wanted, seen=seen(wanted), reference=reference, now=now
    )
