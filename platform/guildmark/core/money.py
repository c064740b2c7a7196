"""Money is integer minor units with a currency, in Python and in JSON."""

from dataclasses import dataclass

from rest_framework import serializers


@dataclass(frozen=True)
class Money:
    """An amount in minor units (cents) of a currency (ISO 4217)."""

    amount_minor: int
    currency: str


class MoneyOut(serializers.Serializer[Money]):
    """Integer minor units (cents) with their currency."""

    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()
