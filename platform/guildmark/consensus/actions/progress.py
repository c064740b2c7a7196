"""How far a fit has come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from guildmark.consensus.models import ConsensusRun
from guildmark.core import operations


@dataclass
class Progress:
    """How far a fit has come; each step is a sign of life, and where a cancel is heard."""

    run: ConsensusRun
    clock: Callable[[], datetime]
    total: int = 0
    done: int = 0

    def step(self, count: int = 1) -> None:
        """So much more is done. Raises OperationLost and OperationCancelled."""
        self.done += count
        operations.report(self.run, done=self.done, total=self.total, now=self.clock())
