"""For benches of which only a part needs the database of what `up` serves."""

import os
import sys

import django


def set_up_django() -> None:
    """Ready for models, in the environment of the running service. SystemExit where none runs."""
    if "GUILDMARK_BASE_URL" not in os.environ:
        sys.exit(
            "guildmark: This part needs Guildmark to be running. Start it with ./guildmark up."
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildmark.settings")
    django.setup()
