"""An account in the browser: sign in, a forgotten password, pages that are not there."""

import base64
import hashlib
import hmac
import re
import struct
import time

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.mails import link_for
from tests.e2e.manager import PASSWORD
from tests.e2e.visitor import AXE_COLOUR_RULES, WEARS, seen
from tests.service.running import Guildmark

EMAIL = f"forgetful-{MARK}@example.org"
ANOTHER = "nine loud bitterns"
KEY_OF_APP = re.compile(r"^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$")
PERIOD_SECONDS = 30  # an authenticator app shows another code then
ENOUGH_SECONDS = 6


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


def test_a_second_factor_stands_beside_the_password(enter: Enter, service: Guildmark) -> None:
    """An app's code turns it on; then the password alone leads to the code, and no further."""
    visitor = enter()
    email = f"careful-{MARK}@example.org"
    Machine(visitor.page.request).sign_up(email, PASSWORD)
    visitor.page.goto(link_for(service, email, r"\S+/account/verify-email/\S+"))
    visitor.press("Confirm")
    visitor.sees("Your address is confirmed")

    visitor.go("/me")
    visitor.press("Password, address and second factor", role="link")
    visitor.sees("Off")
    visitor.look("account")
    with visitor.expecting("404 GET /_allauth/browser/v1/account/authenticators/totp"):
        visitor.press("Turn on")
        key = seen(visitor.page.get_by_text(KEY_OF_APP))
        secret = str(key.text_content()).replace(" ", "")
    visitor.look_here("second-factor-key")
    visitor.fill("Code of the app", code_now(secret))
    visitor.fill("Your password", PASSWORD)
    visitor.press("Turn on")
    codes = visitor.by("list", "Recovery codes").get_by_role("listitem")
    recovery = str(seen(codes.first).text_content())
    visitor.look_here("second-factor-codes")
    visitor.press("I have kept them")
    visitor.sees("10 recovery codes are left.")

    visitor.page.context.clear_cookies()
    visitor.go("/account/login")
    visitor.fill("E-mail address", email)
    visitor.fill("Password", PASSWORD)
    visitor.press("Sign in")
    visitor.sees("Enter your code")
    visitor.fill("Code", "12")
    with visitor.expecting("400 POST /_allauth/browser/v1/auth/2fa/authenticate"):
        visitor.press("Go on")
        visitor.sees("This code is wrong")
    visitor.look("sign-in-code")
    visitor.fill("Code", recovery)
    visitor.press("Go on")
    visitor.page.wait_for_url("**/home")

    visitor.go("/me/account")
    visitor.press("Close my account")
    dialog = visitor.by("dialog", "Close your account?")
    seen(dialog.get_by_label("Your password", exact=True)).fill(PASSWORD)
    visitor.look_here("close-account")
    dialog.get_by_role("button", name="Close my account").click()
    visitor.sees("Image labels you can check")

    assert visitor.faults == []


def code_now(secret: str) -> str:
    """What an authenticator app shows (RFC 6238), with time enough left to send it."""
    if (left := PERIOD_SECONDS - time.time() % PERIOD_SECONDS) < ENOUGH_SECONDS:
        time.sleep(left)
    counter = struct.pack(">Q", int(time.time()) // PERIOD_SECONDS)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[at : at + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


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
