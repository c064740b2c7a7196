"""How the report writes names in letters that its typeface lacks, or that join and turn."""

import pytest

from guildmark.releases.report.letters import Typefaces, markup

OURS = {*range(0x20, 0x180), *range(0x5D0, 0x5EB), *range(0x621, 0x6D4), *range(0xFB50, 0xFEFD)}
FACES = Typefaces(frozenset(OURS), frozenset(map(ord, "苹果りんご사과")), "East")
LOST = "(letters that this file cannot show)"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Coin <b> & é", "Coin &lt;b&gt; &amp; é"),
        ("e\u0301", "é"),
        ("苹果 A", '<font name="East">苹果</font> A'),
        ("りんご, 사과", '<font name="East">りんご</font>, <font name="East">사과</font>'),
        ("פרי", "ירפ"),
        ("פרי (אדום) 3", "(םודא) ירפ 3"),
        ("תפוח 12 ירוק", "קורי 12 חופת"),
        ("A פרי", "A ירפ"),
        ("แอปเปิล แดง", LOST),
        ("Apple แดง!", f"Apple {LOST}!"),
        ("a\u200db", "ab"),
    ],
)
def test_a_name_is_written_as_its_letters_ask(words: str, written: str) -> None:
    assert markup(words, FACES) == written


def test_arabic_letters_join_by_their_place_in_the_word_and_lose_their_points() -> None:
    """Heh joins on both sides, alef (Unicode 15, section 9.2) only with the letter before it."""
    isolated, final, initial, medial = "\ufee9", "\ufeea", "\ufeeb", "\ufeec"

    assert markup("\u0647", FACES) == isolated
    assert markup("\u0647\u0647\u0647", FACES) == final + medial + initial
    assert markup("\u06cc\u06cc\u06cc", FACES) == "\ufbfd\ufbff\ufbfe"
    assert markup("\u0627\u0647", FACES) == isolated + "\ufe8d"
    assert markup("\u0647\u0627", FACES) == "\ufe8e" + initial
    assert markup("\u0647\u064f\u0640", FACES) == "\u0640" + initial
    assert markup("\u067e\u06cc", FACES) == "\ufbfd\ufb58"  # Persian: peh, yeh


def test_a_letter_without_its_form_is_not_shown_half() -> None:
    lacking = Typefaces(frozenset({0x647}), frozenset(), "East")

    assert markup("\u0647", lacking) == LOST
