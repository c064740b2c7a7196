"""Schemathesis tries every operation of the API of a running product: as its owner, as an annotator
at work, and with an organisation's key. See docs/decisions/0072-the-api-tried-by-a-machine.md.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.api.access import OK, Asker, table
from tests.machine.asking import (
    UNSAFE,
    Operation,
    Plan,
    Tried,
    World,
    as_key,
    as_person,
    make_worlds,
    operations,
    status_of,
    try_operations,
)
from tests.service.running import Guildmark

pytestmark = [pytest.mark.service, pytest.mark.slow]
ENTRIES = table()
#: Whoever may is asked with everything that Schemathesis has.
FULLY = Plan(seed=72, examples=4)
#: Who is refused at most doors is asked a little at each.
BRIEFLY = Plan(seed=72, examples=3, phases=("fuzzing",))
#: So many operations change one world: after all of them nothing would be left to be changed.
TOGETHER = 45
#: All of it: three times what it takes beside much else.
ENDS_WITHIN_S = 1800.0
#: It closes the account that asks. It is tried by itself, the last of all.
ENDS_THE_ASKER = ("delete", "/api/v1/me/account")


@dataclass(frozen=True)
class Turn:
    """Operations that are tried in one world, as somebody."""

    asker: str
    chosen: Sequence[Operation]
    plan: Plan = FULLY


def may(asker: str, operation: Operation) -> bool:
    """Whether the table of access lets them in."""
    method, path = operation
    return ENTRIES[method.upper(), path].outcomes[Asker[asker]] == OK


def turns() -> Iterator[Turn]:
    """Reading changes nothing, so all of it is done in one world."""
    everything = [one for one in operations({"get", *UNSAFE}) if one != ENDS_THE_ASKER]
    owners = [one for one in everything if may("OWNER", one)]
    changing = [one for one in owners if one[0] in UNSAFE]
    own = [one for one in everything if one not in owners and may("ANNOTATOR", one)]
    yield Turn("OWNER", [one for one in owners if one not in changing])
    for begin in range(0, len(changing), TOGETHER):
        yield Turn("OWNER", changing[begin : begin + TOGETHER])
    yield Turn("ANNOTATOR", own)
    yield Turn("ANNOTATOR", [one for one in everything if one not in own], BRIEFLY)
    yield Turn("KEY", everything, BRIEFLY)
    yield Turn("STRANGER", [ENDS_THE_ASKER])


def headers_of(world: World, asker: str) -> Mapping[str, str]:
    return as_key(world) if asker == "KEY" else as_person(world, asker)


@pytest.fixture(scope="module")
def product() -> Iterator[Guildmark]:
    """A Guildmark of its own: what is tried here would be in the way of other tests."""
    folder = Path(tempfile.mkdtemp(prefix="guildmark machine "))
    folder.chmod(0o711)  # PostgreSQL runs as another account where this is root
    guildmark = Guildmark(folder / "state")
    guildmark.start()
    yield guildmark
    guildmark.command("down")
    shutil.rmtree(folder)


def test_a_machine_finds_no_fault_and_nothing_that_is_not_described(
    product: Guildmark, capsys: pytest.CaptureFixture[str]
) -> None:
    address, todo, tried = product.read_state()["address"], list(turns()), Tried()
    worlds, ends_at = make_worlds(product, len(todo)), time.monotonic() + ENDS_WITHIN_S

    for turn, world in zip(todo, worlds, strict=True):
        headers = headers_of(world, turn.asker)
        left = ends_at - time.monotonic()
        tried.add(
            try_operations(address, world, headers, turn.chosen, turn.plan, within_seconds=left)
        )
        if turn.asker in ("OWNER", "ANNOTATOR"):
            assert status_of(f"{address}/api/v1/me", headers) == 200, "it lost its sign-in"

    with capsys.disabled():
        sys.stdout.write(f"\nThe API tried by a machine: {tried.figures()}\n")
    assert tried.errors == []
    assert tried.failures == []
    assert len(tried.operations) == len(list(operations({"get", *UNSAFE})))
    assert all(int(status) < 500 for status in tried.statuses)
