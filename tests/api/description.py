"""The description of the API, as it is served: read once, which takes as long as many tests."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parents[2] / "frontend" / "openapi.yaml"
#: By the library in C, where PyYAML was built with it: seven times as quick.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def described() -> dict[str, Any]:
    """What it says, for looking at alone. Any: it is JSON."""
    read: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506
    return read
