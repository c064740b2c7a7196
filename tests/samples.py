"""Real data that is not part of the project: found, or the test is left out, but not in CI."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def folder(name: str) -> Path:
    """A folder of samples: below GUILDMARK_SAMPLES, else `shared/data` beside the checkout.

    Without it the test is skipped, and fails with CI=true.
    """
    samples = Path(os.environ.get("GUILDMARK_SAMPLES") or ROOT.parent / "shared" / "data")
    found = samples / name
    if not found.is_dir():
        reason = f"There are no samples at {found}. Set GUILDMARK_SAMPLES."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found
