"""Names of files as they are shown to people. No name is ever a path of ours."""

import re
import unicodedata

MOST_CHARACTERS = 255
SUFFIX_CHARACTERS = 20
_DRIVE = re.compile(r"^[A-Za-z]:")
_LABELS = (".json", ".jsonl", ".csv", ".txt", ".xml", ".yaml", ".yml")
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff")
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def _is_shown(character: str) -> bool:
    """False for control, format, surrogate and unassigned characters."""
    return not unicodedata.category(character).startswith("C")


def display_name(name: str) -> str:
    """The last part of `name` without what cannot be shown, at most 255 characters.

    Cutting keeps the ending. A name of which nothing is left becomes "unnamed".
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(filter(_is_shown, last)).strip()
    if shown in {"", ".", ".."}:
        return "unnamed"
    if len(shown) <= MOST_CHARACTERS:
        return shown
    stem, dot, suffix = shown.rpartition(".")
    if not stem or len(suffix) > SUFFIX_CHARACTERS:
        return shown[:MOST_CHARACTERS]
    return stem[: MOST_CHARACTERS - len(suffix) - 1] + dot + suffix


def display_path(name: str) -> str:
    """The name of a ZIP member with its folders, for a report: the last 255 characters of it."""
    shown = "".join(filter(_is_shown, unicodedata.normalize("NFC", name)))
    return shown[-MOST_CHARACTERS:] or "unnamed"


def folder_metadata(path: str) -> dict[str, str]:
    """The folder of a path as metadata of what lies in it; nothing where it has none."""
    folder = "/".join(re.split(r"[\\/]", path)[:-1]).strip("/")
    return {"folder": display_path(folder)} if folder else {}


def is_unsafe_path(name: str) -> bool:
    """True where the name of a ZIP member would lead out of the folder it is unpacked in."""
    parts = re.split(r"[\\/]", name)
    return parts[0] == "" or ".." in parts or _DRIVE.match(name) is not None


def is_label_name(name: str) -> bool:
    """True for a file of labels, or of the names of classes, beside pictures in a ZIP."""
    return not is_litter(name) and name.lower().endswith(_LABELS)


def is_named_as_picture(name: str) -> bool:
    """True where the name ends as those of pictures that are taken; what it is, its bytes say."""
    return name.lower().endswith(_PICTURES)


def is_litter(name: str) -> bool:
    """True for what operating systems add to an archive: passed over without a word."""
    parts = name.split("/")
    is_fork = "__MACOSX" in parts or parts[-1].startswith("._")
    return is_fork or parts[-1].lower() in _LITTER
