"""Refusals of the app."""

from guildmark.core.errors import Refusal


class NothingToPay(Refusal):
    """Everything of the period is in a payout, by now or since long."""

    code = "nothing_to_pay"
    title = "Nothing of this period is still to be paid"


class SumsChanged(Refusal):
    """Between the look and the payout something was accepted, or paid by somebody else."""

    code = "sums_changed"
    title = "What is to be paid has changed since you looked. Look at the sums again"
