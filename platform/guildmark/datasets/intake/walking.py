"""Some members of an archive, one after the other, with a sign of life between them.

Imports no Django.
"""

from collections.abc import Callable, Iterator

from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.results import Member, Spooled

Alive = Callable[[], None]
#: After so many members that are wanted it is said that the worker lives.
MEMBERS_BETWEEN = 50


def wanted(
    decoder: Decoder, archive: Spooled, is_wanted: Callable[[str], bool], alive: Alive
) -> Iterator[tuple[Member, str]]:
    """The members whose names are wanted, each with its path: its name with slashes alone.

    `alive` is called before the first and now and then after it, while the caller reads what it
    was given, and may raise. Raises FileRefused.
    """
    chosen = (member for member in decoder.members(archive) if is_wanted(member.name))
    for number, member in enumerate(chosen):
        if number % MEMBERS_BETWEEN == 0:
            alive()
        yield member, member.name.replace("\\", "/")
