"""What keeps the service from doing anything for a while, as refusals: its database, its disk."""

from django.db import InterfaceError, OperationalError

from guildmark.core.disk import is_full
from guildmark.core.errors import Refusal

#: Seconds after which asking again may help: a server that is started anew takes about so long.
AGAIN_AFTER_S = 2
#: Classes of PostgreSQL's codes: connections, an operator's doing, too much at once, a turn lost.
_PASSING = ("08", "57P", "53", "40")
_DISK_FULL = "53100"


class Unavailable(Refusal):
    """The database is starting, or ended what it was asked. Send the same again, in a moment.

    Whether it was done is not known; with the same `Idempotency-Key` it is done once.
    """

    code = "unavailable"
    status = 503
    title = "The service is busy or starting. Try again in a moment"


class NoRoom(Refusal):
    """The service has no room left, and kept nothing of what was sent.

    Whoever runs it has to make room; then the same can be sent again.
    """

    code = "no_room"
    status = 507
    title = "The service has no room left for this"

    def __init__(self) -> None:
        super().__init__(
            "Nothing of it was kept. Tell whoever runs this service, and send it again later."
        )


def passing_refusal(error: BaseException) -> Refusal | None:
    """What a fault that passes is told as; None for any other.

    A statement that takes too long is none: it would take as long again.
    """
    if isinstance(error, OperationalError | InterfaceError):
        code = getattr(error.__cause__, "pgcode", None)
        if code == _DISK_FULL:
            return NoRoom()
        return Unavailable() if code is None or code.startswith(_PASSING) else None
    return NoRoom() if is_full(error) else None
