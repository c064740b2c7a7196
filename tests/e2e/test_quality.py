"""What labels are worth, as a manager sees it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from playwright.sync_api import Locator, Playwright

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.pictures import Picture, picture_of
from tests.e2e.site import Site, make_site
from tests.service.running import comes_true

OWNER = f"quality-{MARK}@example.org"
PEOPLE, HIDDEN, ASKED = 3, 3, 6
#: A fit stands in line behind the heavy work of other journeys.
FITTED_WITHIN_SECONDS = 120.0
TITLE = "Confidence that a shape exists, against how often it did on gold"


@dataclass(frozen=True)
class Fitted:
    """A project whose gold was answered, and its report."""

    project_id: int
    report: dict[str, Any]  # JSON


@pytest.fixture(scope="module")
def fitted(playwright: Playwright, address: str) -> Iterator[Fitted]:
    """Three gold pictures of four cards each; one of three people overlooks a card in each."""
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_up(OWNER, PASSWORD)
    pictures = [picture_of(f"calibrated-{n}.jpg", seed=300 + n) for n in range(HIDDEN + ASKED)]
    site = make_site(machine, f"Quality {MARK}", overlap=PEOPLE, hidden=HIDDEN, pictures=pictures)
    for number in range(PEOPLE):
        _answer(playwright, address, site, number)
    started = machine.ask("POST", f"/api/v1/projects/{site.project_id}/consensus-runs")
    path = f"/api/v1/consensus-runs/{started['id']}"
    assert comes_true(lambda: machine.ask("GET", path)["state"] == "done", FITTED_WITHIN_SECONDS), (
        machine.ask("GET", path)
    )
    report = machine.ask("GET", f"/api/v1/projects/{site.project_id}/consensus-report")
    yield Fitted(site.project_id, report)
    machine.requests.dispose()


def _answer(playwright: Playwright, address: str, site: Site, number: int) -> None:
    someone = Machine(playwright.request.new_context(base_url=address))
    someone.sign_up(f"calibrates-{number}-{MARK}@example.org", PASSWORD)
    someone.qualify(site.project_id, site.known)
    sees = site.known if number else _overlooking(site.known)
    someone.work(site.project_id, sees, seed=number)
    someone.requests.dispose()


def _overlooking(known: dict[int, Picture]) -> dict[int, Picture]:
    return {key: replace(picture, cards=picture.cards[:-1]) for key, picture in known.items()}


def test_the_calibration_curve_of_a_project_with_gold_is_drawn(
    fitted: Fitted, enter: Enter
) -> None:
    """Every bin of the report has its dot where its two numbers say."""
    manager = enter()
    Machine(manager.page.request).sign_in(OWNER, PASSWORD)
    manager.go(f"/p/{fitted.project_id}/report")
    exists = fitted.report["shapes"]["exists"]

    manager.sees(f"from {exists['gold_count']} gold answers.")
    plot = manager.by("slider", TITLE)

    manager.look("quality-calibrated")
    assert exists["is_calibrated"]
    assert exists["curve"]
    drawn = [_place(plot, dot) for dot in plot.locator("g > circle").all()]
    stated = [(one["confidence"], one["accuracy"]) for one in exists["curve"]]
    assert drawn == [pytest.approx(place, abs=1e-6) for place in stated]
    assert manager.faults == []


def _place(plot: Locator, dot: Locator) -> tuple[float, float]:
    """Where a dot is, measured by the dotted line from (0, 0) to (1, 1)."""
    line = plot.locator("line[class*=perfect]")
    left, right, bottom, top = (_number(line, name) for name in ("x1", "x2", "y1", "y2"))
    across, up = _number(dot, "cx") - left, _number(dot, "cy") - bottom
    return across / (right - left), up / (top - bottom)


def _number(part: Locator, name: str) -> float:
    value = part.get_attribute(name)
    assert value is not None
    return float(value)
