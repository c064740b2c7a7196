"""How the files of tests are shared out to two processes, so that both end at about the same time.

What takes longest begins first: whichever process is done last then has little left. What is set
up once for several files stays with one process.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

#: They begin first, in this order: as `pytest --durations=0` has them, summed by file. The second
#: of those without services needs no database: the other process is migrating it meanwhile.
LONGEST = (
    "tests/service/",
    "tests/e2e/test_whole_way.py",
    "tests/e2e/test_languages.py",
    "tests/e2e/test_at_work.py",
    "tests/e2e/test_side_states.py",
    "tests/e2e/test_schema.py",
    "tests/e2e/test_verifying.py",
    "tests/e2e/test_qualifying.py",
    "tests/e2e/test_classifying.py",
    "tests/integration/consensus/test_going_on.py",
    "tests/unit/deploy/test_languages.py",
    "tests/integration/demo/",
    "tests/integration/consensus/test_a_few_at_a_time.py",
    "tests/api/test_access.py",
    "tests/unit/demo/",
)
#: A folder whose tests look at one service, most of them; this file leaves it ended.
TOGETHER, ENDING = "tests/service/", "tests/service/test_ending.py"


class Sharing(LoadFileScheduling):  # type: ignore[misc]  # untyped in the library
    """By file, but for a folder that stays together."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else str(super()._split_scope(nodeid))


def longest_first(items: list[pytest.Item]) -> None:
    """In the order in which they are handed out; what is not named keeps its place."""
    items.sort(key=lambda item: _rank(item.nodeid))


def _rank(nodeid: str) -> tuple[int, bool]:
    ranks = (rank for rank, start in enumerate(LONGEST) if nodeid.startswith(start))
    return next(ranks, len(LONGEST)), nodeid.startswith(ENDING)


def scheduler(config: pytest.Config, log: Producer) -> Sharing | None:
    """For `--dist loadfile`; None leaves all else to what was asked for."""
    return Sharing(config, log) if config.getoption("dist") == "loadfile" else None
