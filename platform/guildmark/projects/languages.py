"""Languages by their tags (BCP 47): a language, where it matters with its script and region."""

import re
from collections.abc import Collection, Mapping

#: `pt`, `yue`, `zh-Hant`, `pt-BR`, `sr-Latn-RS`, `es-419`: capitals as RFC 5646, 2.1.1 has them.
LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\Z")
MOST_CHARACTERS = 12
LENGTH_OF_SCRIPT = 4


#: The script a language is written in where its tag names none, by region; first everywhere else.
#: Of languages with several scripts in daily use. Unicode CLDR, likely subtags.
LIKELY_SCRIPTS: Mapping[str, Mapping[str, str]] = {
    "az": {"": "Latn", "IR": "Arab"},
    "pa": {"": "Guru", "PK": "Arab"},
    "sr": {"": "Cyrl", "ME": "Latn"},
    "uz": {"": "Latn", "AF": "Arab"},
    "yue": {"": "Hant", "CN": "Hans"},
    "zh": {"": "Hans", "HK": "Hant", "MO": "Hant", "TW": "Hant"},
}


def nearest(wanted: str, offered: Collection[str]) -> str | None:
    """The offered language that somebody reads who asks for `wanted`; None where there is none.

    It itself, else what it is a kind of (RFC 4647, 3.4: lookup) with the script its readers read:
    who asks for zh-TW reads zh-Hant before zh. Else the first of its other kinds in that script,
    else of any. A tag whose script nobody knows counts as one in it, after those that are.
    """
    language, script, region = _parts(wanted)
    wider = [(language, script, region), (language, region), (language, script), (language,)]
    tags = ["-".join(filter(None, one)) for one in wider]
    near = [one for one in tags if _parts(one)[1] in (script, "")]
    kinds = sorted(one for one in offered if one.split("-")[0] == language)
    alike = [one for its in (script, "") for one in kinds if _parts(one)[1] == its]
    return next((one for one in [wanted, *near, *alike, *kinds] if one in offered), None)


def _parts(tag: str) -> tuple[str, str, str]:
    """Language, script and region; the likely script where none is named, "" where none is."""
    language, *rest = tag.split("-")
    script = next((one for one in rest if len(one) == LENGTH_OF_SCRIPT), "")
    region = next((one for one in rest if len(one) < LENGTH_OF_SCRIPT), "")
    likely = LIKELY_SCRIPTS.get(language, {})
    return language, script or likely.get(region, likely.get("", "")), region
