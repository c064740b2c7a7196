"""What the processes of the product are told by whoever starts them, and what not."""

import pytest

from deploy.local.processes import child_environment

FOREIGN = "PYTHONDONTWRITEBYTECODE"


def test_every_process_keeps_the_bytecode_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has it switched off would wait for each of them to compile all packages."""
    monkeypatch.setenv(FOREIGN, "1")
    monkeypatch.setenv("ANOTHER", "1")

    told = child_environment({})

    assert FOREIGN not in told
    assert told["ANOTHER"] == "1"
