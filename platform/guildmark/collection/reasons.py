"""Why a picture was not accepted, as the one who sent it reads it."""

from collections.abc import Mapping

PICTURE_REASONS: Mapping[str, str] = {
    "off_brief": "It does not show what is wanted.",
    "poor_quality": "It is not sharp or bright enough.",
    "not_own": "It does not look like a picture of your own.",
    "privacy": "It shows people or private things.",
    "other": "Something else; the note beside your picture says what.",
}
