"""Who asks for facts beside communities: apps above say it of what is theirs.

Audiences of batches are asked for so. An app is added when the service starts.
"""

from collections.abc import Callable, Mapping, Sequence

#: Of a person's id: by key of a fact, the names of what asks for it, as the person may know them.
Asker = Callable[[int], Mapping[str, Sequence[str]]]

#: By app. Filled when the apps are ready, and never after.
ASKERS: dict[str, Asker] = {}


def add_asker(app: str, asker: Asker) -> None:
    """Name what the app asks for in everybody's profile, from the start of the service on."""
    ASKERS[app] = asker
