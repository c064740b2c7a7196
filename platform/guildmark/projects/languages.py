"""Languages by their tags (BCP 47): a language, where it matters with its script and region."""

import re
from collections.abc import Collection

#: `pt`, `yue`, `zh-Hant`, `pt-BR`, `sr-Latn-RS`, `es-419`: capitals as RFC 5646, 2.1.1 has them.
LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\Z")
MOST_CHARACTERS = 12


def nearest(wanted: str, offered: Collection[str]) -> str | None:
    """The offered language that somebody reads who asks for `wanted`; None where there is none.

    It itself, else what it is a kind of (RFC 4647, 3.4: lookup), else the first of its other kinds.
    """
    parts = wanted.split("-")
    wider = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    kinds = sorted(one for one in offered if one.split("-")[0] == parts[0])
    return next((one for one in [*wider, *kinds] if one in offered), None)
