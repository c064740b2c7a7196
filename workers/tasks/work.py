"""Leases that ran out."""

from guildmark.core.clock import now
from guildmark.work import actions
from workers.app import app


@app.task(name="work.expire_leases")
def expire_leases(**_: object) -> None:
    """Take back what ran out, then lift the fronts of batches and complete those that are done."""
    actions.expire_leases(now=now())
    actions.settle_batches(now=now())
