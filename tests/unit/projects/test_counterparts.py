"""A passage of a translation, and the one of the original in the same place."""

import pytest

from guildmark.projects.counterparts import original_headings, passage_in_original

ORIGINAL = """# Coins

Draw **every** coin.

Leave out tokens.

## Edges

- Tight on the edge.
- No shadow.

### Worn coins

Guess the edge.

| Coin | Label |
|---|---|
| Large | euro |
| Small | cent |
"""
TRANSLATION = """# Moedas

Desenhe *cada* moeda.

Deixe as fichas.

## Bordas

- Junto à borda.
- Sem sombra.

### Moedas gastas

Adivinhe a borda.

| Moeda | Nome |
|---|---|
| Grande | euro |
| Pequena | cêntimo |
"""


def passage(quote: str, translation: str = TRANSLATION, original: str = ORIGINAL) -> str:
    return passage_in_original(translation=translation, original=original, quote=quote)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("cada  moeda", "Draw every coin."),
        ("fichas", "Leave out tokens."),
        ("moeda. Deixe as", "Draw every coin. Leave out tokens."),
        ("Moedas", "Coins"),
        ("Moedas gastas", "Worn coins"),
        ("sombra", "No shadow."),
        ("borda. Sem", "Tight on the edge. No shadow."),
        ("Adivinhe", "Guess the edge."),
        ("Pequena", "Small"),
        ("sombra. Moedas gastas Adivinhe", "No shadow. Worn coins Guess the edge."),
        ("not there", ""),
        ("", ""),
    ],
)
def test_a_passage_is_in_the_same_place_of_both_texts(quote: str, expected: str) -> None:
    assert passage(quote) == expected


def test_a_part_with_other_paragraphs_is_meant_as_a_whole_and_the_others_stay_exact() -> None:
    longer = TRANSLATION.replace("Deixe as fichas.", "Deixe as fichas.\n\nTodas.")

    assert [passage(words, longer) for words in ("fichas", "sombra")] == ["Coins", "No shadow."]


def test_a_list_with_other_points_is_meant_as_a_whole() -> None:
    longer = TRANSLATION.replace("- Sem sombra.", "- Sem sombra.\n- Nem reflexo.")

    assert passage("Nem reflexo", longer) == "Tight on the edge. No shadow."


def test_where_a_heading_was_added_no_place_is_guessed() -> None:
    other = TRANSLATION.replace("### Moedas", "## Mais\n\n### Moedas")

    assert passage("sombra", other) == ""
    assert original_headings(translation=other, original=ORIGINAL) == ()


def test_headings_are_told_in_order_also_those_in_quotations() -> None:
    def told(text: str, quoted: str) -> str:
        return f"{text}\n> ## {quoted}\n"

    assert original_headings(
        translation=told(TRANSLATION, "Euro"), original=told(ORIGINAL, "Large")
    ) == ("Coins", "Edges", "Worn coins", "Large")


def test_of_a_long_passage_the_beginning_of_its_end_is_kept() -> None:
    original = "First.\n\n" + "word " * 300
    translation = "Primeiro.\n\nPalavras."

    kept = passage("Primeiro. Palavras", translation, original)

    assert kept == ("word " * 120).rstrip()


def test_a_text_without_headings_is_one_part() -> None:
    assert passage("Segundo", "Primeiro.\n\nSegundo.", "First.\n\nSecond.") == "Second."
    assert passage("Segundo", "Primeiro.\n\nSegundo.", "First.") == ""


def test_of_a_long_heading_the_beginning_is_kept() -> None:
    original = f"# {'a' * 700}\n\nOne.\n"
    translation = "# Título\n\nUm.\n\nDois.\n"

    assert passage("Dois", translation, original) == "a" * 600
