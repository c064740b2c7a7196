"""Every page of the application is one that the journeys are held to look at.

They say at their end which one axe has not seen (`tests/e2e/conftest.py`); what is here is how an
address is known for a page.
"""

import re

import pytest

from tests.pages import FOLDER, NOT_SERVED, page_of, pages


def test_no_page_is_passed_over() -> None:
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.rglob("routes.ts")]
    written = sum(len(re.findall(r"\bcreateRoute\(", text)) for text in texts)

    assert len(pages()) + len(NOT_SERVED) == written


@pytest.mark.parametrize("page", sorted(pages()))
def test_each_page_is_told_from_the_others_by_its_address(page: str) -> None:
    assert page_of("http://localhost:8000" + re.sub(r"\$\w+", "7", page) + "?next=%2F") == page


def test_nothing_is_at_an_address_that_no_route_has() -> None:
    assert [page_of(path) for path in ("/nowhere", "/p//schema", "/p/1/schema/2")] == [None] * 3
    assert page_of("/p/1/gold/contests") == "/p/$projectId/gold/contests"
