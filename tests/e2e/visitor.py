"""Somebody at a browser: everything that goes wrong on their page is written down."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
)

SCREENSHOTS = Path(__file__).resolve().parents[1] / "screenshots"
DESKTOP = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)
SCHEMES = ("light", "dark")
BARS = 120  # more than the bars at the top and at the bottom of a phone
AXE_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
NOTHING_MOVES = "document.getAnimations().every((one) => one.playState !== 'running')"
PICTURES_CAME = "[...document.images].every((one) => one.complete)"
# The stage shows where an image pixel lies on the page to those who ask for it.
SHOW_HOOKS = """
const mark = () => document.documentElement?.setAttribute("data-test-hooks", "");
mark();
document.addEventListener("readystatechange", mark);
"""
# A visitor without a session is told so by the API; that is how the application learns it.
ALWAYS_EXPECTED = (re.compile(r"401 GET /api/v1/me$"), re.compile(r"401 .* /_allauth/"))


@dataclass
class Visitor:
    """A page in a browser context of its own; `faults` must be empty in the end."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    _expected: list[re.Pattern[str]] = field(default_factory=lambda: list(ALWAYS_EXPECTED))
    _axe: Axe = field(default_factory=Axe)

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
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    @contextmanager
    def expecting(self, pattern: str) -> Iterator[None]:
        """Answers like "409 PUT /api/v1/..." that belong to what is shown."""
        compiled = re.compile(pattern)
        self._expected.append(compiled)
        yield
        self._expected.remove(compiled)

    # ------------------------------------------------------------ moving about

    def go(self, path: str) -> None:
        """Open an address as a link from elsewhere does."""
        self.page.goto(self.address + path)

    def sees(self, text: str, *, role: str | None = None) -> Locator:
        """Wait until the words are on the page."""
        found = self.by(role, text) if role is not None else self.page.get_by_text(text)
        expect(found.first).to_be_visible()
        return found.first

    def by(self, role: str, name: str, *, exact: bool = False) -> Locator:
        """An element as a screen reader names it."""
        # Any: the roles are a long literal type of Playwright's.
        kind: Any = role
        return self.page.get_by_role(kind, name=name, exact=exact)

    def press(self, name: str, *, role: str = "button") -> None:
        """Click a control by its name."""
        self.by(role, name, exact=True).first.click()

    def fill(self, label: str, text: str) -> None:
        """Write into a field by its label."""
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label: str, option: str) -> None:
        """Pick an option of a list that opens."""
        self.by("combobox", label, exact=True).click()
        self.by("option", option, exact=True).click()

    def sign_up(self, email: str, password: str) -> None:
        """Make an account; ends at the annotator's home."""
        self.go("/account/signup")
        self.fill("E-mail address", email)
        self.fill("Password", password)
        self.press("Make the account")
        self.page.wait_for_url("**/home")

    # ------------------------------------------------------------ looking closely

    def look(self, name: str, *, is_whole: bool = True) -> None:
        """Check the page with axe in both themes and keep pictures of it, wide and on a phone."""
        before = self.page.viewport_size or DESKTOP
        self.page.wait_for_load_state("networkidle")
        for scheme in SCHEMES:
            self.wear(scheme)
            if is_whole:
                self.stretch()
            self.check(f"{name}, {scheme}")
            for device, size in (("desktop", DESKTOP), ("phone", PHONE)):
                self.page.set_viewport_size(size)
                self.settle()
                self.keep(f"{name}-{device}-{scheme}", is_whole=is_whole)
            self.page.set_viewport_size(before)
        self.wear("light")

    def look_here(self, name: str) -> None:
        """As `look`, at the present size only: for what would not survive another layout."""
        self.page.wait_for_load_state("networkidle")
        for scheme in SCHEMES:
            self.wear(scheme)
            self.check(f"{name}, {scheme}")
            self.keep(f"{name}-{scheme}", is_whole=False)
        self.wear("light")

    def stretch(self) -> None:
        """Room for all of the page, so that no bar lies over what a person would scroll to."""
        size = self.page.viewport_size or DESKTOP
        height = self.page.evaluate("() => document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": height + BARS})
        self.settle()

    def wear(self, scheme: str) -> None:
        """Switch the system's colour scheme, which the application follows."""
        # Any: the schemes are a literal type of Playwright's.
        wanted: Any = scheme
        self.page.emulate_media(color_scheme=wanted)
        expect(self.page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)
        self.settle()

    def settle(self) -> None:
        """Wait until pictures are there and nothing moves any more."""
        self.page.wait_for_function(f"() => {PICTURES_CAME} && {NOTHING_MOVES}")

    def check(self, where: str) -> None:
        """Write down what axe finds, with the first element of each kind."""
        for rule in self.violations():
            nodes = [node["html"][:160] for node in rule["nodes"][:3]]
            why = rule["nodes"][0].get("failureSummary", "").replace("\n", " ")[:300]
            self.faults.append(f"axe on {where}: {rule['id']}: {why} {nodes}")

    def violations(self) -> list[dict[str, Any]]:
        """What axe finds now."""
        found: list[dict[str, Any]] = self._axe.run(self.page, options=AXE_RULES).response[
            "violations"
        ]
        return found

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

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # leaving a page ends what it asked for
            self.faults.append(f"request failed: {request.method} {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status < 400:
            return
        path = response.url.removeprefix(self.address)
        said = f"{response.status} {response.request.method} {path}"
        if not any(pattern.search(said) for pattern in self._expected):
            self.faults.append(f"answer on {self.page.url}: {said}")
