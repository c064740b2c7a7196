"""Somebody at a browser: everything that goes wrong on their page is written down."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT as OLDER_AXE
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    Route,
    ViewportSize,
    expect,
)

from tests.pages import page_of

#: The pages that axe has seen in this process.
LOOKED_AT: set[str] = set()
#: Those of them that were looked at in dark too, in this process.
SEEN_IN_DARK: set[str] = set()
SCREENSHOTS = Path(__file__).resolve().parents[1] / "screenshots"
DESKTOP = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)
BARS = 120  # more than the bars at the top and at the bottom of a phone
AXE_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
# What a colour scheme can change; everything else was said of the light one.
AXE_COLOUR_RULES = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
KEEPS_PICTURES = os.environ.get("GUILDMARK_PICTURES") == "true"
#: In dark, too, everything is asked where time is taken for pictures.
AXE_RULES_IN_DARK = AXE_RULES if KEEPS_PICTURES else AXE_COLOUR_RULES
#: That of the browser application's packages, which `./guildmark test` installs: it is newer, and
#: takes half the time. Without them (some tests alone) that of the Python package.
NEWER_AXE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
AXE_SCRIPT: str = NEWER_AXE.read_text() if NEWER_AXE.exists() else OLDER_AXE
WITHIN_SECONDS = 15.0
#: By then what was done in a page is on the disk of its device, on a busy machine too.
KEPT_WITHIN_MS = 1500
LOOK_EVERY_MS = 50  # each look takes a tenth of that from whoever is waited for
WEARS = "(scheme) => document.documentElement.dataset.mantineColorScheme === scheme"
# Two frames: an answer that came is drawn in the first, and what it makes the page ask is asked.
IS_SETTLED = """async () => {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  return document.querySelector(".mantine-Skeleton-root") === null
    && [...document.images].every((one) => one.complete)
    && document.getAnimations().every((one) => one.playState !== "running");
}"""
VIOLATIONS = "async (rules) => (await axe.run(rules)).violations"
# The stage shows where an image pixel lies on the page to those who ask for it.
SHOW_HOOKS = """
const mark = () => document.documentElement?.setAttribute("data-test-hooks", "");
mark();
document.addEventListener("readystatechange", mark);
"""
# A visitor without a session is told so by the API; that is how the application learns it.
ALWAYS_EXPECTED = (re.compile(r"401 GET /api/v1/me$"), re.compile(r"401 .* /_allauth/"))


def seen(locator: Locator) -> Locator:
    """The element, once it is visible. Playwright itself looks ever more rarely, up to a second."""
    ends_at = time.monotonic() + WITHIN_SECONDS
    while not locator.is_visible() and time.monotonic() < ends_at:
        locator.page.wait_for_timeout(LOOK_EVERY_MS)
    expect(locator).to_be_visible()
    return locator


@dataclass
class Visitor:
    """A page in a browser context of its own; `faults` must be empty in the end."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    _expected: list[re.Pattern[str]] = field(default_factory=lambda: list(ALWAYS_EXPECTED))
    _asked: set[Request] = field(default_factory=set)
    _held: set[Request] = field(default_factory=set)

    @classmethod
    def enter(cls, context: BrowserContext, address: str) -> "Visitor":
        """A new page that watches itself."""
        context.add_init_script(SHOW_HOOKS)
        visitor = cls(context.new_page(), address)
        visitor.watch(visitor.page)
        return visitor

    def watch(self, page: Page) -> None:
        """Write down what goes wrong on the page."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("request", self._began)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    @contextmanager
    def expecting(self, pattern: str) -> Iterator[None]:
        """Answers like "409 PUT /api/v1/..." that belong to what is shown."""
        compiled = re.compile(pattern)
        self._expected.append(compiled)
        yield
        self._expected.remove(compiled)

    def hold(self, route: Route) -> None:
        """Leave a request without an answer; nothing waits for it."""
        self._held.add(route.request)

    # ------------------------------------------------------------ moving about

    def go(self, path: str) -> None:
        """Open an address as a link from elsewhere does."""
        self.page.goto(self.address + path)

    def sees(self, text: str, *, role: str | None = None) -> Locator:
        """Wait until the words are on the page."""
        found = self.by(role, text) if role is not None else self.page.get_by_text(text)
        return seen(found.first)

    def by(self, role: str, name: str, *, exact: bool = False) -> Locator:
        """An element as a screen reader names it."""
        # Any: the roles are a long literal type of Playwright's.
        kind: Any = role
        return self.page.get_by_role(kind, name=name, exact=exact)

    def press(self, name: str, *, role: str = "button") -> None:
        """Click a control by its name."""
        seen(self.by(role, name, exact=True).first).click()

    def fill(self, label: str, text: str) -> None:
        """Write into a field by its label."""
        seen(self.page.get_by_label(label, exact=True)).fill(text)

    def choose(self, label: str, option: str) -> None:
        """Pick an option of a list that opens."""
        seen(self.by("combobox", label, exact=True)).click()
        seen(self.by("option", option, exact=True)).click()

    def sign_up(self, email: str, password: str) -> None:
        """Make an account; ends at the annotator's home."""
        self.go("/account/signup")
        self.fill("E-mail address", email)
        self.fill("Password", password)
        self.press("Make the account")
        self.page.wait_for_url("**/home")

    # ------------------------------------------------------------ looking closely

    def look(self, name: str, *, is_whole: bool = True) -> None:
        """Check the page with axe, when it is seen first in dark too.

        With GUILDMARK_PICTURES=true all of it every time, and two pictures are kept: light as wide,
        and dark as on a phone. That costs more.
        """
        before = self.page.viewport_size or DESKTOP
        self.rest()
        if is_whole:
            self.stretch()
        self.check_themes(name, has_dark=KEEPS_PICTURES or self.is_first_look())
        if KEEPS_PICTURES:
            self.page.set_viewport_size(PHONE)
            self.wear("dark")
            self.keep(f"{name}-phone-dark", is_whole=is_whole)
            self.page.set_viewport_size(DESKTOP)
            self.wear("light")
            self.keep(f"{name}-desktop-light", is_whole=is_whole)
        self.page.set_viewport_size(before)

    def look_here(self, name: str) -> None:
        """As `look`, at the present size only: for what would not survive another layout."""
        # From the top: half under the bar, where a press has scrolled it, a button counts as small.
        self.page.evaluate("() => scrollTo(0, 0)")
        self.rest()
        self.check_themes(name, has_dark=KEEPS_PICTURES or self.is_first_look())
        if KEEPS_PICTURES:
            self.keep(f"{name}-light", is_whole=False)
            self.wear("dark")
            self.keep(f"{name}-dark", is_whole=False)
            self.wear("light")

    def look_at_both(self, name: str) -> None:
        """As `look_here`, on a desktop and on a phone, for what lies over a page of either."""
        before = self.page.viewport_size or DESKTOP
        for width, size in (("desktop", DESKTOP), ("phone", PHONE)):
            self.page.set_viewport_size(size)
            self.look_here(f"{name}-{width}")
        self.page.set_viewport_size(before)

    def is_first_look(self) -> bool:
        """Whether nobody in this process has looked at the page that is open, in dark too."""
        return page_of(self.page.url) not in SEEN_IN_DARK

    def check_themes(self, name: str, *, has_dark: bool) -> None:
        """What axe says to the page in light, as it is, and in dark where that is asked for."""
        self.check(f"{name}, light", AXE_RULES)
        if has_dark:
            self.wear("dark")
            self.check(f"{name}, dark", AXE_RULES_IN_DARK)
            self.note_page(SEEN_IN_DARK)
            self.wear("light")

    def stretch(self) -> None:
        """Room for all of the page, so that no bar lies over what a person would scroll to."""
        size = self.page.viewport_size or DESKTOP
        height = self.page.evaluate("() => document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": height + BARS})
        self.settle()

    def wear(self, scheme: str) -> None:
        """Switch the system's colour scheme, which the application follows at once."""
        # Any: the schemes are a literal type of Playwright's.
        wanted: Any = scheme
        self.page.emulate_media(color_scheme=wanted)
        self.page.wait_for_function(WEARS, arg=scheme)
        self.settle()

    def rest(self) -> None:
        """Wait until nothing is asked of the service, and what was answered is on the page."""
        ends_at = time.monotonic() + WITHIN_SECONDS
        self.settle()
        while asked := self._asked - self._held:
            assert time.monotonic() < ends_at, [request.url for request in asked]
            self.page.wait_for_timeout(LOOK_EVERY_MS)  # hears what the browser says meanwhile
            self.settle()

    def settle(self) -> None:
        """Wait until nothing is a skeleton, pictures are there and nothing moves any more."""
        self.page.wait_for_function(IS_SETTLED)

    def check(self, where: str, rules: dict[str, Any] = AXE_RULES) -> None:
        """Write down what axe finds, with the first element of each kind."""
        for rule in self.violations(rules):
            nodes = [node["html"][:160] for node in rule["nodes"][:3]]
            why = rule["nodes"][0].get("failureSummary", "").replace("\n", " ")[:300]
            self.faults.append(f"axe on {where}: {rule['id']}: {why} {nodes}")

    def violations(self, rules: dict[str, Any] = AXE_RULES) -> list[dict[str, Any]]:
        """What axe finds now."""
        if not self.page.evaluate("() => window.axe !== undefined"):
            self.page.evaluate(AXE_SCRIPT)
        found: list[dict[str, Any]] = self.page.evaluate(VIOLATIONS, rules)
        self.note_page(LOOKED_AT)
        return found

    def note_page(self, pages: set[str]) -> None:
        """Put the page that is open among these; what no route names is left out."""
        page = page_of(self.page.url)
        if page is not None:
            pages.add(page)

    def keep(self, name: str, *, is_whole: bool) -> None:
        """A picture of the page for people to look at."""
        SCREENSHOTS.mkdir(exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        if is_whole:
            self.page.evaluate("() => window.scrollTo(0, 0)")
        self.page.screenshot(path=path, full_page=is_whole, animations="disabled")

    # ------------------------------------------------------------ what the browser says

    def _heard(self, message: ConsoleMessage) -> None:
        # A refused request is judged by `_answered`; the console only repeats it.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"console on {self.page.url}: {message.text}")

    def _began(self, request: Request) -> None:
        if request.is_navigation_request():
            self._asked.clear()  # nobody hears how the left page's requests end
        self._asked.add(request)

    def _ended(self, request: Request) -> None:
        self._asked.discard(request)

    def _failed(self, request: Request) -> None:
        self._ended(request)
        if request.failure != "net::ERR_ABORTED":  # leaving a page ends what it asked for
            self.faults.append(f"request failed: {request.method} {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status < 400:
            return
        path = response.url.removeprefix(self.address)
        said = f"{response.status} {response.request.method} {path}"
        if not any(pattern.search(said) for pattern in self._expected):
            self.faults.append(f"answer on {self.page.url}: {said}")
