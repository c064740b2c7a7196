"""Opens a page for the person, where there is a screen to open it on."""

import os
import sys
import webbrowser


def open_when_there_is_a_display(address: str) -> None:
    """Do nothing on a server, in CI, or where no browser is known."""
    if "CI" in os.environ or not _has_display():
        return
    webbrowser.open(address)


def _has_display() -> bool:
    if sys.platform == "darwin":
        return "SSH_CONNECTION" not in os.environ
    return "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
