"""`./guildmark bench queue --scale`: the same at a thousand tasks, a hundred thousand, a million.

All sizes are set up first and measured in turn, several rounds of a few seconds, so that whatever
else the machine does meets all of them alike; read the ratios. `history` is one person who has done
50,000 of the tasks (half, where there are fewer), alone; `filled` is a batch of which 99 % is
decided; both also with adaptive overlap. Buffers do not depend on the machine at all.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from tests.load.queue_bench.clients import Connection, work
from tests.load.queue_bench.cost import Cost, cost
from tests.load.queue_bench.measure import say, sign_in
from tests.load.queue_bench.run import percentiles
from tests.load.queue_bench.world import Builder, Person, World, close, vacuum
from tests.load.verdict import at_most, judged

SMALL = 1_000
HISTORY = 50_000
FILLED = 0.99
LEFT = 2_000  # tasks at least, or the rounds come to the end of the batch
ROUNDS = 3
MOST_TIMES = 1.3  # dearer than the smallest size


@dataclass
class Subject:
    """One case at one size, and what was measured of it."""

    case: str
    size: int
    world: World
    people: list[Person]
    links: list[Connection]
    rates: list[float] = field(default_factory=list)
    next_s: list[float] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)

    def measure(self, *, seconds: float) -> None:
        """One round: one of them in the database itself, then everybody at once over HTTP.

        In this order, as one person alone comes to the end of a small batch within a round.
        """
        self.costs.append(cost(person_id=self.people[0].id, project_id=self.world.project_id))
        tallies, elapsed_s = work(self.links, project_id=self.world.project_id, seconds=seconds)
        self.rates.append(sum(tally.accepted for tally in tallies) / elapsed_s)
        self.next_s.extend(s for tally in tallies for s in tally.next_s)

    def figures(self) -> dict[str, float | None]:
        """The medians of the rounds."""
        return {
            "annotations_per_second": round(median(self.rates), 1),
            "next_p50_ms": percentiles(self.next_s)["p50"],
            **{
                name: round(median(one.as_json()[name] for one in self.costs), 3)
                for name in self.costs[0].as_json()
            },
        }


def scale(asked: argparse.Namespace, *, base_url: str) -> dict[str, Any]:
    """The figures; Any: numbers, nested."""
    builder = Builder()
    sizes = [int(size) for size in asked.sizes.split(",")]
    subjects = [one for size in sizes for one in _subjects(builder, asked, size, base_url)]
    vacuum()
    _rounds(builder, asked, subjects, base_url=base_url)
    filled = [
        _filled(builder, one)
        for one in subjects
        if one.case in ("plain", "adaptive") and one.size > SMALL
    ]
    _rounds(builder, asked, filled, base_url=base_url)
    measured = [*subjects, *filled]
    for one in measured:
        close(one.world)
    ratios = dict(_ratios(measured))
    figures = {
        "scale": {f"{one.case} {one.size}": one.figures() for one in measured},
        "ratios": ratios,
        "dearest": max(one["time"] for one in ratios.values()),
    }
    return judged(figures, [at_most("dearest", MOST_TIMES)])


def _subjects(
    builder: Builder, asked: argparse.Namespace, size: int, base_url: str
) -> Iterator[Subject]:
    """The cases of one size; at the smallest nobody can have done 50,000 of the tasks."""
    for case in ("plain", "adaptive"):
        say(f"Setting up {case}, {size} tasks")
        world = builder.world(
            tasks=size,
            annotators=asked.annotators,
            overlap=asked.overlap,
            is_adaptive=case == "adaptive",
        )
        historian = None
        if size > SMALL:
            historian = builder.historian(world, done=min(HISTORY, size // 2))
        links = sign_in(world, base_url=base_url)
        yield Subject(case, size, world, world.people, links)
        if case == "plain":
            yield Subject("alone", size, world, world.people[:1], links[:1])
        if historian is not None:
            link = Connection(base_url)
            link.sign_in(email=historian.email, password=historian.password)
            yield Subject(_named("history", case), size, world, [historian], [link])


def _named(case: str, of: str) -> str:
    """What is measured, and that it is with adaptive overlap."""
    return case if of == "plain" else f"{of} {case}"


def _filled(builder: Builder, of: Subject) -> Subject:
    left = min(LEFT, of.size // 2)
    builder.decide(of.world, share=min(FILLED, 1 - left / of.size))
    return Subject(_named("filled", of.case), of.size, of.world, of.people, of.links)


def _rounds(
    builder: Builder, asked: argparse.Namespace, subjects: list[Subject], *, base_url: str
) -> None:
    """In turn; a small batch would come to its end, so it is made anew."""
    for number in range(ROUNDS):
        for one in subjects:
            if one.size <= SMALL and number > 0:
                one.world = builder.world(
                    tasks=one.size,
                    annotators=len(one.people),
                    overlap=asked.overlap,
                    is_adaptive=one.case == "adaptive",
                )
                one.people, one.links = one.world.people, sign_in(one.world, base_url=base_url)
                vacuum()
            one.measure(seconds=asked.round_seconds)
            say(f"round {number + 1}: {one.case} {one.size}: {one.rates[-1]:.1f}/s")


def _ratios(measured: list[Subject]) -> Iterator[tuple[str, dict[str, float]]]:
    """How many times dearer than a plain batch of the smallest size."""
    smallest = min(one.size for one in measured)
    plain = {one.case: one.figures() for one in measured if one.size == smallest}
    for one in measured:
        is_alone = one.case == "alone" or one.case.endswith("history")
        base = plain["alone" if is_alone else "plain"]
        mine = one.figures()
        yield (
            f"{one.case} {one.size}",
            {
                "time": _times(base["annotations_per_second"], mine["annotations_per_second"]),
                "claim_buffers": _times(mine["claim_buffers"], base["claim_buffers"]),
                "claim_ms": _times(mine["claim_ms"], base["claim_ms"]),
                "submit_buffers": _times(mine["submit_buffers"], base["submit_buffers"]),
                "submit_ms": _times(mine["submit_ms"], base["submit_ms"]),
            },
        )


def _times(dear: float | None, cheap: float | None) -> float:
    return round((dear or 0.0) / (cheap or 1.0), 2)
