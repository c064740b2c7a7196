"""Plug-ins of the workspace: folders that whoever runs the installation has put in one place.

A plug-in is a folder with `plugin.js` and whatever else it loads (`docs/plug-ins.md`). Without
GUILDMARK_PLUGINS_DIR there are none.
"""

import re
from pathlib import Path

from django.conf import settings

from guildmark.core.errors import NotFound

ENTRY = "plugin.js"
MOST_NAME_CHARACTERS = 40
#: What may be served, and as what.
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".onnx": "application/octet-stream",
    ".bin": "application/octet-stream",
}
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


def plugin_names() -> list[str]:
    """The plug-ins there are, by name."""
    if not settings.PLUGINS_DIR:
        return []
    folders = Path(settings.PLUGINS_DIR).glob(f"*/{ENTRY}")
    names = (found.parent.name for found in folders)
    return sorted(one for one in names if _NAME.fullmatch(one) and len(one) <= MOST_NAME_CHARACTERS)


def plugin_file(name: str, file: str) -> Path:
    """A file of a plug-in. Raises NotFound, also for what is no file of one."""
    if name not in plugin_names() or not _FILE.fullmatch(file) or Path(file).suffix not in TYPES:
        raise NotFound
    path = Path(settings.PLUGINS_DIR) / name / file
    if not path.is_file():
        raise NotFound
    return path


def plugin_url(name: str) -> str | None:
    """Where a plug-in begins; None for no name, and for a plug-in that is not there any more."""
    return f"/plugins/{name}/{ENTRY}" if name and name in plugin_names() else None
