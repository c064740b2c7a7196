"""Finds a Chromium for the browser tests; none is downloaded."""

import os
import shutil
from pathlib import Path

ON_THE_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find() -> Path | None:
    """The browser named in CHROMIUM, else the one of the system, else None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if Path(named).exists() else None
    for name in ON_THE_PATH:
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    return next((Path(place) for place in APPLICATIONS if Path(place).exists()), None)
