"""What signing in needs of the clock."""

import pytest
from allauth.mfa.totp.internal import auth as totp

COUNTER = 57_000_000  # of some 30 seconds


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No period of 30 seconds ends between making a code and sending it."""
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter([COUNTER]))
