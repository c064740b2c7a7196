"""Pages in a language that runs from right to left, with longer texts and no English left."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from playwright.sync_api import Playwright, Response

from tests.e2e.conftest import MARK, Enter
from tests.e2e.furnished import Furnished, furnish
from tests.e2e.machine import Machine, document_of
from tests.e2e.manager import PASSWORD
from tests.e2e.site import make_site
from tests.e2e.visitor import AXE_RULES, DESKTOP, KEEPS_PICTURES, PHONE, Visitor
from tests.service.running import comes_true

OWNER = f"reads-rtl-{MARK}@example.org"
#: Of a project: what its manager does there.
MANAGERS = (
    "overview",
    "schema",
    "batches",
    "people",
    "report",
    "releases",
    "guideline",
    "training",
    "qualifications",
)
FITTED_WITHIN_SECONDS = 60.0
#: All but one: every text of the language is longer by itself, so what is on a button is seldom a
#: part of the button's longer name. Journeys in English ask for that.
RULES: dict[str, Any] = {
    **AXE_RULES,
    "rules": {"label-content-name-mismatch": {"enabled": False}},
}
#: What reaches past the page sideways, with its first words.
OVERFLOWS = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("#root *")].filter((one) => {
    const { left, right } = one.getBoundingClientRect();
    return right > width + 1 || left < -1;
  }).slice(0, 5).map((one) => `${one.tagName}.${one.className} ${one.textContent.slice(0, 40)}`);
}"""
#: Words on the page, without what is a key, a checksum or another piece of code.
WORDS = """() => {
  const walker = document.createTreeWalker(document.getElementById("root"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (!parentElement.closest("code, kbd, pre, option, style, textarea")) found.push(data.trim());
  }
  return found;
}"""
#: Begins a word of the language from right to left.
TURNED = "\u202e"
PLAIN = re.compile(r"[A-Za-z]{4}")
#: Under which names and documents of people come.
WRITTEN = frozenset(
    {
        "answers",
        "asked",
        "body",
        "body_html",
        "body_markdown",
        "caption",
        "definition",
        "description",
        "display_name",
        "document",
        "email",
        "explanation",
        "html",
        "known",
        "lines",
        "name",
        "note",
        "options",
        "organisation_name",
        "community_name",
        "project_name",
        "pseudonym",
        "questions",
        "quote",
        "summary",
        "text",
        "title",
    }
)
#: Under which sentences of the service come; `tests/api` hold them against the Spanish catalogue.
SAID = frozenset(
    {
        "detail",
        "message",
        "method",
        "need",
        "question",
        "reason",
        "remedy",
        "sentence",
        "undefined_reason",
        "why",
    }
)
#: Between two lines of a text, or two pieces of a page.
LINES = re.compile(r"\n|<[^>]*>")
#: Names, addresses and checksums that stay as they are in every language.
NAMES = re.compile(
    r"https?://\S+|\b[0-9a-f]{16,64}\b"
    r"|Guildmark|Español|English|JPEG|Krippendorff|Gwet|Fleiss|Cohen|Dawid|WIDER"
)


@pytest.fixture(scope="module")
def furnished(playwright: Playwright, address: str) -> Iterator[Furnished]:
    """A project and two communities with something on every page about people."""
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_up(OWNER, PASSWORD)
    yield furnish(playwright, address, machine, MARK)
    machine.requests.dispose()


@pytest.fixture(scope="module")
def fitted_id(playwright: Playwright, address: str, furnished: Furnished) -> int:
    """Another project of the same manager, of which everything is answered and fitted."""
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_in(OWNER, PASSWORD)
    other = make_site(machine, f"Fitted {MARK}", overlap=1)
    someone = Machine(playwright.request.new_context(base_url=address))
    someone.sign_up(f"draws-rtl-{MARK}@example.org", PASSWORD)
    someone.qualify(other.project_id, other.known)
    someone.work(other.project_id, other.known, seed=1)
    someone.requests.dispose()
    path = f"/api/v1/projects/{other.project_id}/consensus-runs"
    run = f"/api/v1/consensus-runs/{machine.ask('POST', path)['id']}"
    assert comes_true(lambda: machine.ask("GET", run)["state"] == "done", FITTED_WITHIN_SECONDS)
    machine.requests.dispose()
    return other.project_id


class Reader:
    """Somebody who reads pages from right to left, and writes down what is wrong with them."""

    def __init__(self, visitor: Visitor, email: str | None = None) -> None:
        self.visitor, self.wrong = visitor, list[str]()
        self._spoken: set[str] = set()
        visitor.page.on("response", lambda answer: self._spoken.update(_spoken(answer)))
        if email is not None:
            Machine(visitor.page.request).sign_in(email, PASSWORD)
        visitor.go("/?language=ar-XB" if email is None else "/home?language=ar-XB")

    def reads(self, place: str) -> None:
        """Open a page and look at it closely."""
        self.visitor.go(place)
        self.looks(place)

    def looks(self, place: str) -> None:
        """At the page that is open, at both sizes: does it overflow, speak English, does axe
        complain?"""
        visitor = self.visitor
        visitor.page.locator("h1, canvas").first.wait_for(state="attached")  # past the skeleton
        if visitor.page.locator("[data-dead-end]").count():
            self.wrong.append(f"{place} leads nowhere")
        for size in (PHONE, DESKTOP):
            visitor.page.set_viewport_size(size)
            visitor.rest()
            for one in visitor.page.evaluate(OVERFLOWS):
                self.wrong.append(f"{place} at {size['width']} overflows: {one}")
            if KEEPS_PICTURES:
                name = re.sub(r"\W+", "-", place.split("?", maxsplit=1)[0]).strip("-")
                visitor.keep(f"rtl-{name}-{size['width']}", is_whole="/work/" not in place)
        visitor.check(f"{place}, from right to left", RULES)
        for words in visitor.page.evaluate(WORDS):
            is_of_a_catalogue = TURNED in words  # what else is in it are names that fill it
            # One by one where options stand in one line: a part of what was said is not enough.
            is_spoken = all(one in self._spoken for one in words.split(" / "))
            if PLAIN.search(NAMES.sub("", words)) and not is_of_a_catalogue and not is_spoken:
                self.wrong.append(f"{place} speaks English: {words}")


@pytest.mark.slow
def test_the_pages_of_a_manager_run_from_right_to_left(
    furnished: Furnished, fitted_id: int, enter: Enter
) -> None:
    """Communities with criteria, funnels and applications, training, quality: no English left."""
    reader = Reader(enter(size=DESKTOP), OWNER)
    home = f"/o/{furnished.organisation_id}"

    for place in ("", "/communities", "/facts", "/people"):
        reader.reads(home + place)
    reader.visitor.go(f"{home}/communities")
    reader.visitor.page.get_by_role("main").get_by_role("button").first.click()
    reader.looks(f"{home}/communities, with something open")
    for community in (furnished.community_id, furnished.applying_id):
        reader.reads(f"{home}/communities/{community}")
    reader.reads(f"/communities/{furnished.applying_id}/care")
    for place in MANAGERS:
        reader.reads(f"/p/{furnished.site.project_id}/{place}")
    for place in ("report", "consensus"):
        reader.reads(f"/p/{fitted_id}/{place}")

    assert reader.visitor.page.evaluate("() => document.documentElement.dir") == "rtl"
    assert not reader.wrong, "\n".join(reader.wrong)
    assert reader.visitor.faults == []


@pytest.mark.slow
def test_the_pages_of_an_annotator_run_from_right_to_left(
    furnished: Furnished, enter: Enter
) -> None:
    """From a public page through training, practice and the quiz to the work."""
    stranger = Reader(enter(size=DESKTOP))
    learner = Reader(enter(size=DESKTOP), furnished.learner)
    sitter = Reader(enter(size=DESKTOP), furnished.sitter)
    training = f"/training/{furnished.site.project_id}"

    stranger.reads(f"/c/{furnished.community_id}")
    stranger.reads("/join/" + furnished.offer.rsplit("/", 1)[1])
    for place in ("/home", "/communities", "/inbox", "/me", "/me/account", training):
        learner.reads(place)
    for community in (furnished.community_id, furnished.applying_id):
        learner.reads(f"/communities/{community}")
    learner.reads(f"{training}/practice")
    sitter.reads(training)
    sitter.reads(f"{training}/practice")
    for attempt in (furnished.failed_id, furnished.running_id):
        sitter.reads(f"{training}/quiz/{attempt}")
    machine = Machine(sitter.visitor.page.request)
    _passes(machine, furnished)
    for place in (training, f"/work/{furnished.site.project_id}"):
        sitter.reads(place)

    wrong = [*stranger.wrong, *learner.wrong, *sitter.wrong]
    assert not wrong, "\n".join(wrong)
    assert [one.visitor.faults for one in (stranger, learner, sitter)] == [[], [], []]


def _passes(machine: Machine, furnished: Furnished) -> None:
    """The attempt that runs, everything right."""
    path = f"/api/v1/attempts/{furnished.running_id}"
    for question in machine.ask("GET", path)["questions"]:
        item = question["item"]
        said: dict[str, Any] = {"said": "no"}
        if item is not None:
            said = {"document": document_of(furnished.site.known[item["id"]].cards)}
        machine.ask("PUT", f"{path}/answers/{question['id']}", said)
    assert machine.ask("POST", f"{path}/submit")["result"]["is_passed"]


def _spoken(answer: Response) -> Iterator[str]:
    """What people wrote, as the page reads it, and what the service said, which knows no such
    language: each text whole, line by line, and what stands between its tags. Codes, keys and
    methods are neither: a page has words of its own for them."""
    if "/api/" not in answer.url or "json" not in answer.headers.get("content-type", ""):
        return
    try:
        body = answer.json()
    except Exception:
        return
    for text in _texts(body, is_written=False):
        yield text.strip()
        yield from (unescape(piece).strip() for piece in LINES.split(text))


def _texts(value: Any, *, is_written: bool) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, is_written=is_written or key in WRITTEN or key in SAID)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, is_written=is_written)
    elif isinstance(value, str) and is_written:
        yield value
