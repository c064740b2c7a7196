"""What a fit keeps of each task it has judged, so that the task itself can be forgotten."""

from collections import deque
from collections.abc import Sequence

from concord.documents import Schema
from guildmark.consensus.consolidation import Judged, ProjectModel, TaskVotes
from guildmark.consensus.findings.decisions import Share, shares
from guildmark.consensus.findings.drawing import DrawnCounts
from guildmark.consensus.findings.pairs import MOST_TASKS
from guildmark.consensus.findings.parts import Part, count_answers, parts_of


class Gathered:
    """Of all tasks who answered what (`parts`), how right each answer is (`shares`) and how much
    everybody has `drawn`; whole only those to measure agreement on (`sample`), and the `newest`.

    The tasks come in the order of ids. All are in the sample where `sampled` is None.
    """

    def __init__(
        self,
        schema: Schema,
        model: ProjectModel,
        gold: Sequence[TaskVotes],
        sampled: frozenset[int] | None,
    ) -> None:
        """Nothing but gold, so far."""
        self.schema = schema
        self.parts: list[Part] = parts_of([], gold, schema, model)
        self.shares: list[Share] = []
        self.drawn = DrawnCounts(schema)
        self.sample: list[Judged] = []
        self.newest: deque[TaskVotes] = deque(maxlen=MOST_TASKS)
        self._sampled = sampled

    def add(self, judged: Sequence[Judged]) -> None:
        """Some more tasks."""
        count_answers(self.parts, judged, [], self.schema)
        self.shares.extend(shares(judged))
        self.drawn.add(judged)
        self.newest.extend(one.task for one in judged)
        if self._sampled is None:
            self.sample.extend(judged)
        else:
            self.sample += [one for one in judged if one.task.task_id in self._sampled]
