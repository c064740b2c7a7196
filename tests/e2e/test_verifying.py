"""A label is looked at by somebody who did not draw it: sent back, corrected, found right."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, Playwright

from tests.e2e import annotator as annotating
from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine, document_of
from tests.e2e.manager import PASSWORD
from tests.e2e.pictures import Picture
from tests.e2e.site import Site, make_site
from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor
from tests.service.running import comes_true

WITHIN_SECONDS = 20.0
MISSING = "This one is missing."
NOTE = "Every card counts."


Comes = Callable[[], APIRequestContext]


@pytest.fixture(scope="module")
def comes(playwright: Playwright, address: str) -> Iterator[Comes]:
    """`comes()` is somebody new without a screen, whose page would be looked at by nobody."""
    came: list[APIRequestContext] = []

    def come() -> APIRequestContext:
        came.append(playwright.request.new_context(base_url=address))
        return came[-1]

    yield come
    for requests in came:
        requests.dispose()


def test_a_label_is_sent_back_mended_and_found_right(enter: Enter, comes: Comes) -> None:
    """One leaves cards out; another sends back, corrects and accepts; a third sees it mended."""
    author, verifier = enter(), enter()
    office = Machine(comes())
    office.sign_up(f"verified-{MARK}@example.org", PASSWORD)
    site = make_site(office, f"Verified {MARK}", overlap=1)
    project = f"/api/v1/projects/{site.project_id}"
    office.ask(
        "PATCH", project, {"flow": "draw_verify", "verdicts_wanted": 1, "verdict_audit_share": 0}
    )
    _draw_one_card_each(_worker(author.page.request, site, "author"), site)
    _worker(verifier.page.request, site, "verifier")
    assert comes_true(lambda: _tasks(office, project).get("open") == 5, WITHIN_SECONDS)

    first = annotating.claim_by(verifier, lambda: verifier.go(f"/work/{site.project_id}"))
    second = first and _send_back(verifier, first)
    left = second and _correct(verifier, second)
    verifier.sees("Is this label right?")
    annotating.claim_by(verifier, lambda: verifier.page.keyboard.press("a"))

    assert first is not None
    assert left is not None
    _mend(author, site, first)
    judge = _worker(comes(), site, "third")
    assert comes_true(lambda: _accepts(judge, site, first), WITHIN_SECONDS)
    assert comes_true(lambda: _verified(office, project, first) == 2, WITHIN_SECONDS)
    assert [who.faults for who in (author, verifier)] == [[]] * 2


def _worker(requests: APIRequestContext, site: Site, name: str) -> Machine:
    """A new account that may work there."""
    machine = Machine(requests)
    machine.sign_up(f"{name}-of-label-{MARK}@example.org", PASSWORD)
    machine.qualify(site.project_id, site.known)
    return machine


def _draw_one_card_each(machine: Machine, site: Site) -> None:
    """Every picture has two cards."""
    while lease := _claimed(machine, site):
        cards = site.known[lease["item"]["id"]].cards
        _hand_in(machine, lease, {"document": document_of(cards[:1])})


def _claimed(machine: Machine, site: Site) -> Any:
    """The next lease; None where there is nothing."""
    return machine.ask("POST", f"/api/v1/projects/{site.project_id}/next").get("assignment")


def _hand_in(machine: Machine, lease: Any, said: dict[str, Any]) -> None:
    machine.ask("POST", f"/api/v1/assignments/{lease['id']}/submit", {**said, "seconds_spent": 9})


def _tasks(office: Machine, project: str) -> dict[str, int]:
    counts: dict[str, int] = office.ask("GET", f"{project}/queue")["tasks"]
    return counts


def _send_back(verifier: Visitor, picture: Picture) -> Picture | None:
    """With a reason, a note and a mark where a card was left out."""
    stage, left_out = Stage(verifier.page), picture.cards[1]
    verifier.sees("Is this label right?")
    verifier.look_at_both("verify")
    verifier.press("Send it back")
    verifier.press("Send it back")
    verifier.sees("Choose a reason")
    verifier.page.get_by_label("Objects are not marked").check()
    stage.click((left_out.x + 20, left_out.y + 20))
    verifier.page.keyboard.type(MISSING)
    verifier.fill("What should the author know?", NOTE)
    verifier.look_at_both("verify-send-back")
    return annotating.claim_by(verifier, lambda: verifier.press("Send it back"))


def _correct(verifier: Visitor, picture: Picture) -> Picture | None:
    """The verifier draws what was left out."""
    stage = Stage(verifier.page)
    verifier.press("Correct it")
    stage.wait()
    stage.draw_all(picture.cards[1:])
    verifier.page.get_by_label("Objects are not marked").check()
    verifier.look_at_both("verify-correct")
    return annotating.claim_by(verifier, lambda: verifier.press("Hand it in"))


def _mend(author: Visitor, site: Site, picture: Picture) -> None:
    """Told at home; the reasons beside the picture, the marks on it, the old answer drawn."""
    author.go("/home")
    author.sees("1 came back to you")
    author.go(f"/work/{site.project_id}")
    stage = Stage(author.page)
    stage.wait(f"Picture {picture.name}")
    author.sees("This came back to you")
    author.sees(NOTE)
    author.sees(MISSING)
    author.look_at_both("work-returned")
    old = stage.shapes()
    stage.draw_all(picture.cards[1:])
    with author.page.expect_response(re.compile("/submit$")) as sent:
        author.by("button", "Submit").first.click()

    assert len(old) == 1
    assert sent.value.ok


def _accepts(judge: Machine, site: Site, picture: Picture) -> bool:
    """Judges labels until the mended one was among them."""
    while lease := _claimed(judge, site):
        _hand_in(judge, lease, {"verdict": {"outcome": "accept"}})
        if lease["item"]["name"] == picture.name:
            assert len(lease["subject"]["shapes"]) == 2
            return True
    return False


def _verified(office: Machine, project: str, picture: Picture) -> int:
    """How many shapes the label of a picture has; 0 while nobody has verified it."""
    found = office.ask("GET", f"{project}/consensus?page_size=100")["results"]
    (one,) = (row for row in found if row["item"]["name"] == picture.name)
    count: int = one["shape_count"]
    return count if one["method"] == "verified" else 0


def test_who_accepts_every_label_stands_out_among_those_who_look(
    enter: Enter, comes: Comes
) -> None:
    """Four look at each label, some of which lack a card; one of them accepts whatever comes."""
    manager = enter()
    office = Machine(manager.page.request)
    office.sign_up(f"looked-{MARK}@example.org", PASSWORD)
    site = make_site(office, f"Looked at {MARK}", overlap=1)
    project = f"/api/v1/projects/{site.project_id}"
    office.ask("PATCH", project, {"flow": "draw_verify", "verdicts_wanted": 4})
    author = _worker(comes(), site, "draws")
    while lease := _claimed(author, site):
        cards = site.known[lease["item"]["id"]].cards
        is_whole = lease["item"]["id"] % 2
        _hand_in(author, lease, {"document": document_of(cards if is_whole else cards[:1])})
    assert comes_true(lambda: _tasks(office, project).get("open", 0) > 1, WITHIN_SECONDS)

    looks = [_worker(comes(), site, name) for name in ("looks", "too", "closely")]
    for judge in looks:
        while lease := _claimed(judge, site):
            _hand_in(judge, lease, {"verdict": _verdict(site, lease)})
    careless = _worker(comes(), site, "accepts")
    while lease := _claimed(careless, site):
        _hand_in(careless, lease, {"verdict": {"outcome": "accept"}})

    known = [0.0, 1.0, 1.0, 1.0]
    assert comes_true(lambda: _all_told_apart(office, project) == known, WITHIN_SECONDS)
    manager.go(f"/p/{site.project_id}/people")
    manager.sees("Verdicts")
    manager.look("people-verdicts")
    accepts = next(one for one in _people(office, project) if _told_apart(one) == 0.0)
    manager.by("link", accepts["pseudonym"]).click()
    manager.sees("Telling right from wrong")
    manager.look("person-verdicts")
    assert manager.faults == []


def _verdict(site: Site, lease: Any) -> dict[str, Any]:
    """What somebody says who counts the cards."""
    if len(lease["subject"]["shapes"]) == len(site.known[lease["item"]["id"]].cards):
        return {"outcome": "accept"}
    return {"outcome": "reject", "reason_code": "missed_objects", "note": NOTE, "marks": []}


def _people(office: Machine, project: str) -> list[Any]:
    rows: list[Any] = office.ask("GET", f"{project}/people")["results"]
    return [row for row in rows if row["verdicts"] is not None]


def _told_apart(person: Any) -> float | None:
    value: float | None = person["verdicts"]["discernment"]["value"]
    return value


def _all_told_apart(office: Machine, project: str) -> list[float]:
    """How well each tells right labels from wrong ones, as far as that is known."""
    found = [_told_apart(one) for one in _people(office, project)]
    return sorted(one for one in found if one is not None)
