"""One project is paid, as far as its work is accepted; the others are still to be paid."""

from guildmark.core.clock import now
from guildmark.demo.seed.plans import COINS
from guildmark.demo.seed.staff import Staff
from guildmark.payments.actions import make_payout
from guildmark.payments.models import Payout
from guildmark.payments.queries.sums import dues, sha256_of_dues, sums_of_people
from guildmark.payments.queries.work import Wanted
from guildmark.projects.models import Project

REFERENCE = "Bank transfer 2041"


def pay_coins(staff: Staff) -> None:
    """Record what the coins owe as paid. Once: where an earlier run did, nothing more is."""
    if Payout.objects.filter(organisation=staff.organisation).exists():
        return
    project = Project.objects.get(organisation=staff.organisation, name=COINS)
    wanted = Wanted(organisation_id=staff.organisation.pk, project_id=project.pk)
    due = dues(sums_of_people(wanted))
    if due:
        make_payout(
            actor_id=staff.manager.pk,
            wanted=wanted,
            seen=sha256_of_dues(due),
            reference=REFERENCE,
            now=now(),
        )
