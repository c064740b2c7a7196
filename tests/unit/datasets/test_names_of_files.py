"""Names are shown to people and are never paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildmark.datasets.intake.names import display_name, display_path, is_unsafe_path


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("coin.jpg", "coin.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\photos\\coin.jpg", "coin.jpg"),
        ("mu\u0308nze.jpg", "m\u00fcnze.jpg"),
        ("硬币 🪙.png", "硬币 🪙.png"),
        ("a\x00b\nc\u202e.jpg", "abc.jpg"),
        ("", "unnamed"),
        ("..", "unnamed"),
        ("x" * 400 + ".jpeg", "x" * 250 + ".jpeg"),
        ("y" * 400, "y" * 255),
    ],
)
def test_a_name_is_its_last_part_without_what_cannot_be_shown(name: str, shown: str) -> None:
    assert display_name(name) == shown


@given(st.text())
def test_every_name_fits_and_holds_no_way_out(name: str) -> None:
    for shown in (display_name(name), display_path(name)):
        assert 1 <= len(shown) <= 255
        assert "\x00" not in shown
    assert not is_unsafe_path(display_name(name)) or ":" in display_name(name)
