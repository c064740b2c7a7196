"""An account in the browser: sign in, a forgotten password, pages that are not there."""

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.mails import link_for
from tests.e2e.manager import PASSWORD
from tests.e2e.visitor import AXE_COLOUR_RULES, WEARS
from tests.service.running import Guildmark

EMAIL = f"forgetful-{MARK}@example.org"
ANOTHER = "nine loud bitterns"


def test_a_forgotten_password_is_reset_by_mail(enter: Enter, service: Guildmark) -> None:
    """The wrong one is refused at its field; the mail's link sets a new one."""
    visitor = enter()
    machine = Machine(visitor.page.request)
    machine.sign_up(EMAIL, PASSWORD)
    visitor.page.context.clear_cookies()

    visitor.go("/account/login")
    visitor.sees("Sign in")
    visitor.look("sign-in")
    visitor.fill("E-mail address", EMAIL)
    visitor.fill("Password", ANOTHER)
    with visitor.expecting("400 POST /_allauth/browser/v1/auth/login"):
        visitor.press("Sign in")
        visitor.sees("do not belong together")
    visitor.look_here("sign-in-refused")
    visitor.press("Forgot the password?", role="link")
    visitor.sees("We send you a link")  # the page before has such a field as well
    visitor.fill("E-mail address", EMAIL)
    visitor.look_here("password-forgotten")
    visitor.press("Send the link")
    visitor.sees("Look into your mail")
    visitor.look_here("password-mail-sent")

    visitor.page.goto(link_for(service, EMAIL, r"\S+/account/password/reset/key/\S+"))
    visitor.fill("New password", ANOTHER)
    visitor.look_here("password-new")
    visitor.press("Set the password")
    visitor.sees("Your new password is set")
    visitor.press("Sign in", role="link")
    visitor.fill("E-mail address", EMAIL)
    visitor.fill("Password", ANOTHER)
    visitor.press("Sign in")
    visitor.page.wait_for_url("**/home")

    assert visitor.faults == []


def test_an_address_without_a_page_says_so(enter: Enter) -> None:
    """Also what is there but not for this person: they are not told the difference."""
    visitor = enter()
    Machine(visitor.page.request).sign_up(f"curious-{MARK}@example.org", PASSWORD)

    visitor.go("/nowhere")
    visitor.sees("There is no page here")
    visitor.look("not-found")
    with visitor.expecting("404 GET /api/v1/projects/999999"):
        visitor.go("/p/999999/overview")
        visitor.sees("There is no page here")

    assert visitor.faults == []


def test_a_theme_is_there_at_once_for_those_who_want_less_motion(enter: Enter) -> None:
    """No element's colour creeps after that of the one around it."""
    visitor = enter()
    visitor.go("/")
    visitor.sees("Image labels you can check")
    visitor.wear("light")

    visitor.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    visitor.page.wait_for_function(WEARS, arg="dark")

    assert visitor.page.evaluate("() => document.getAnimations().length") == 0


def test_a_planted_fault_is_found(enter: Enter) -> None:
    """The check itself is checked: an unnamed button, a word too pale, a failing script."""
    visitor = enter()
    visitor.go("/")
    visitor.sees("Image labels you can check")
    assert visitor.violations() == []

    with (
        visitor.page.expect_event("pageerror"),
        visitor.page.expect_response("**/api/v1/nothing"),
    ):
        visitor.page.evaluate(
            """() => {
            const pale = document.createElement("p");
            pale.textContent = "Too pale to read";
            pale.style.color = "rgb(225, 225, 225)";
            document.querySelector("main").append(pale, document.createElement("button"));
            setTimeout(() => { throw new Error("planted"); });
            console.error("planted too");
            fetch("/api/v1/nothing");
        }"""
        )
    visitor.check("planted")

    assert [rule["id"] for rule in visitor.violations(AXE_COLOUR_RULES)] == ["color-contrast"]
    found = "\n".join(visitor.faults)
    for sign in ("button-name", "color-contrast", "page error", "planted too", "404 GET"):
        assert sign in found
