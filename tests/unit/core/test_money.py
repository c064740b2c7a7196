"""Money in a sentence: by the currency's own minor unit, in the reader's language."""

import json
from pathlib import Path

import pytest
from django.utils.translation import override

from guildmark.core.money import Money, decimals_of, in_words

CASES = json.loads((Path(__file__).parents[2] / "cases/currencies.json").read_text())


def test_a_currency_has_the_decimals_of_iso_4217() -> None:
    expected: dict[str, int] = CASES["decimals"]

    assert {currency: decimals_of(currency) for currency in expected} == expected


@pytest.mark.parametrize(
    ("amount_minor", "currency", "english", "spanish"),
    [
        (15, "EUR", "0.15 EUR", "0,15 EUR"),
        (123_450, "EUR", "1,234.50 EUR", "1234,50 EUR"),
        (123_456_789_012, "EUR", "1,234,567,890.12 EUR", "1.234.567.890,12 EUR"),
        (-5, "EUR", "-0.05 EUR", "-0,05 EUR"),
        (1_500, "JPY", "1,500 JPY", "1500 JPY"),
        (1_500, "KWD", "1.500 KWD", "1,500 KWD"),
        (10**19 + 1, "CLF", "1,000,000,000,000,000.0001 CLF", "1.000.000.000.000.000,0001 CLF"),
    ],
)
def test_an_amount_is_exact_and_written_as_its_reader_writes_it(
    amount_minor: int, currency: str, english: str, spanish: str
) -> None:
    money = Money(amount_minor, currency)

    with override("en"):
        assert in_words(money) == english
    with override("es"):
        assert in_words(money) == spanish
