"""A connection that is asked whether it lives only after it has rested."""

import time

from django.db.backends.postgresql import base

TRUST_SECONDS = 5.0


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's wrapper, with its health check at most every 5 seconds.

    The check is a round trip before the first statement of each request: a sixth of a claim's
    time. A connection that was lost within the last seconds costs one failed request; Django
    checks after a failure, and so does this.
    """

    _trusted_until = 0.0

    def is_usable(self) -> bool:
        """True when the connection answers, or did a moment ago."""
        now = time.monotonic()
        if not self.errors_occurred and now < self._trusted_until:
            return True
        is_usable = bool(super().is_usable())
        self._trusted_until = now + TRUST_SECONDS if is_usable else 0.0
        return is_usable

    def connect(self) -> None:
        """A new connection, which answers."""
        super().connect()
        self._trusted_until = time.monotonic() + TRUST_SECONDS
