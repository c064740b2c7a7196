"""`./guildmark demo`: what `up` starts, filled with a demonstration."""

from deploy.local.browser import open_when_there_is_a_display
from deploy.local.cli import Options
from deploy.local.console import say
from deploy.local.paths import Home
from deploy.local.product import DEMO_MARK, started
from deploy.local.signals import EndRequested, ending_on_signals

MAIL_IN_FILES = "filemail://"


def run(home: Home, options: Options) -> int:
    try:
        with ending_on_signals(), started(home, options) as product:
            say("  Filling it with a demonstration ...")
            dice = [] if options.seed is None else ["--seed", str(options.seed)]
            product.manage("Seeding the demonstration", "seed_demo", *dice, log=None)
            (home.state / DEMO_MARK).touch()
            _say_where_mail_is(product.environment["EMAIL_URL"])
            say(f"Demo ready: {product.address}")
            if options.exits_when_ready:
                return 0
            if options.opens_browser:
                open_when_there_is_a_display(product.address)
            product.serve()
    except EndRequested:
        say("Stopped.")
    return 0


def _say_where_mail_is(email_url: str) -> None:
    """Who named a server for mail knows where it goes."""
    if email_url.startswith(MAIL_IN_FILES):
        say(f"  Mail is written into {email_url.removeprefix(MAIL_IN_FILES)}")
