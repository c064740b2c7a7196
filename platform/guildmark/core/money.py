"""Money is integer minor units with a currency, in Python and in JSON; in words for a sentence."""

from dataclasses import dataclass

from django.utils.translation import get_language
from rest_framework import serializers

from concord.sentences import Sentence

#: Where the minor unit is not a hundredth (ISO 4217, list one), by its decimals.
_DECIMALS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
#: By language: between thousands, before decimals, from how many digits on there are thousands.
_MARKS = {"en": (",", ".", 4), "es": (".", ",", 5)}


@dataclass(frozen=True)
class Money:
    """An amount in minor units (cents) of a currency (ISO 4217)."""

    amount_minor: int
    currency: str


class MoneyOut(serializers.Serializer[Money]):
    """Integer minor units (cents) with their currency."""

    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()


def decimals_of(currency: str) -> int:
    """Digits after the point in ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD; 2 for an unknown one."""
    return next((count for count, listed in _DECIMALS.items() if currency in listed), 2)


def in_words(money: Money) -> str:
    """As the language in force writes it: "1,234.50 EUR", "1234,50 EUR", "1,500 JPY"; exact."""
    thousands, point, grouped_from = _MARKS.get((get_language() or "en")[:2], _MARKS["en"])
    decimals = decimals_of(money.currency)
    whole, rest = divmod(abs(money.amount_minor), 10**decimals)
    number = f"{whole:,}" if len(str(whole)) >= grouped_from else str(whole)
    fraction = f"{point}{rest:0{decimals}}" if decimals else ""
    sign = "-" if money.amount_minor < 0 else ""
    return f"{sign}{number.replace(',', thousands)}{fraction} {money.currency}"


def plain(money: Money) -> str:
    """The number alone as machines read it: "1234.50", "-0.05", "1500"; exact."""
    decimals = decimals_of(money.currency)
    whole, rest = divmod(abs(money.amount_minor), 10**decimals)
    sign = "-" if money.amount_minor < 0 else ""
    return f"{sign}{whole}.{rest:0{decimals}}" if decimals else f"{sign}{whole}"


def in_sentence(money: Money) -> str:
    """As a value of a sentence that is kept: exact, with the point of whoever reads it.

    "1234.50 EUR", "1500 JPY". The amount is 0 or more.
    """
    decimals = decimals_of(money.currency)
    if not decimals:
        return f"{money.amount_minor} {money.currency}"
    whole, rest = divmod(money.amount_minor, 10**decimals)
    return Sentence(
        "{whole}.{rest} {currency}",
        whole=whole,
        rest=f"{rest:0{decimals}}",
        currency=money.currency,
    )
