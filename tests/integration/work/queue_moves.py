"""What every move of the stateful test has at hand."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import ClassVar

from guildmark.core.errors import Refusal
from tests.integration.work.queue_hands import Hand, Overlap
from tests.integration.work.queue_model import Model
from tests.integration.work.queue_world import World


class Moves:
    """The place, the time, the books and a way to ask the service."""

    world: ClassVar[World]
    hands: ClassVar[list[Hand]]
    overlap: Overlap
    now: datetime

    @property
    def model(self) -> Model:
        """The books that the move in progress is true of."""
        return self.overlap.books

    def act(self, call: Callable[..., object], **values: object) -> object:
        """What the service says to it now; a refusal by its name."""
        answer = self.overlap.act(partial(call, **values, now=self.now))
        return type(answer).__name__ if isinstance(answer, Refusal) else answer
