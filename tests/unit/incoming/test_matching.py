"""Which picture a name in a file of labels means."""

import pytest

from guildmark.incoming.matching import Picture, Pictures

NAMES = ("a.jpg", "train/b.jpg", "val/b.jpg", "000000000139.jpg", "images/t/c d.png", "ä,1.jpg")


def known() -> Pictures:
    return Pictures(
        Picture(at, name, (f"sum{at}", ""), 10, 10) for at, name in enumerate(NAMES, start=1)
    )


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.jpg", "a.jpg"),
        ("some/where/a.jpg", "a.jpg"),
        ("train/b.jpg", "train/b.jpg"),
        ("data\\val\\b.jpg", "val/b.jpg"),
        ("b.jpg", None),
        ("labels/t/c d", "images/t/c d.png"),
        ("labels/val/b", "val/b.jpg"),
        ("139", "000000000139.jpg"),
        ("140", None),
        ("a", "a.jpg"),
        ("a.png", None),
        ("ä,1.jpg", "ä,1.jpg"),
        ("", None),
    ],
)
def test_the_longest_end_of_a_path_that_says_which(name: str, wanted: str | None) -> None:
    found = known().find(name)

    assert (found.name if found else None) == wanted


def test_a_checksum_says_more_than_a_name() -> None:
    found = known().find("a.jpg", "sum2")

    assert found is not None
    assert found.name == "train/b.jpg"
