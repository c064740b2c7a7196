"""Pages in a language that runs from right to left, with longer texts and no English left."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, Response

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.site import Site, make_site
from tests.e2e.visitor import DESKTOP, KEEPS_PICTURES, PHONE, Visitor

OWNER = f"reads-rtl-{MARK}@example.org"
MANAGERS = ("overview", "schema", "batches", "people", "report", "releases")
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
#: Names that stay as they are in every language.
NAMES = re.compile(r"Guildmark|Español|English|JPEG|Krippendorff|Gwet|Fleiss|Cohen|Dawid|WIDER")


@pytest.fixture(scope="module")
def site(playwright: Playwright, address: str) -> Iterator[Site]:
    """A project with an open batch and a finished answer, made through the API."""
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_up(OWNER, PASSWORD)
    yield make_site(machine, f"Right to left {MARK}", overlap=1)
    machine.requests.dispose()


def test_pages_from_right_to_left_neither_overflow_nor_speak_english(
    site: Site, enter: Enter
) -> None:
    """Every main page on a desk and on a phone."""
    visitor = enter(size=DESKTOP)
    said: list[str] = []
    visitor.page.on("response", lambda answer: said.append(_spoken(answer)))
    machine = Machine(visitor.page.request)
    machine.sign_in(OWNER, PASSWORD)
    faults: list[str] = []

    for place in ("/home?language=ar-XB", *(f"/p/{site.project_id}/{one}" for one in MANAGERS)):
        visitor.go(place)
        faults += _faults(visitor, place, said)
    machine.qualify(site.project_id, site.known)
    for place in (f"/training/{site.project_id}", f"/work/{site.project_id}"):
        visitor.go(place)
        faults += _faults(visitor, place, said)

    assert visitor.page.evaluate("() => document.documentElement.dir") == "rtl"
    assert not faults, "\n".join(faults)
    assert visitor.faults == []


def _faults(visitor: Visitor, place: str, said: list[str]) -> Iterator[str]:
    """What is wrong with a page at both sizes."""
    visitor.page.locator("h1, canvas").first.wait_for(state="attached")  # past the first skeleton
    for size in (DESKTOP, PHONE):
        visitor.page.set_viewport_size(size)
        visitor.rest()
        for one in visitor.page.evaluate(OVERFLOWS):
            yield f"{place} at {size['width']} overflows: {one}"
        if KEEPS_PICTURES:
            name = re.sub(r"\W+", "-", place.split("?", maxsplit=1)[0]).strip("-")
            visitor.keep(f"rtl-{name}-{size['width']}", is_whole="/work/" not in place)
    spoken = " ".join(said)
    for words in visitor.page.evaluate(WORDS):
        is_of_a_catalogue = TURNED in words  # what else is in it are names that fill it
        if PLAIN.search(NAMES.sub("", words)) and not is_of_a_catalogue and words not in spoken:
            yield f"{place} speaks English: {words}"
    visitor.page.set_viewport_size(DESKTOP)


def _spoken(answer: Response) -> str:
    """What the service said, as the page reads it: names and sentences of people."""
    if "/api/" not in answer.url or "json" not in answer.headers.get("content-type", ""):
        return ""
    try:
        return json.dumps(answer.json(), ensure_ascii=False).replace('\\"', '"')
    except Exception:
        return ""
