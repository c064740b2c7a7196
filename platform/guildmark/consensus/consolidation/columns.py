"""What a fit keeps of everybody's answers, so that the next one can go on from it: a few numbers
for each, in columns, and no outlines.

Tables hang on each other: each row of one names the row of its parent in the column `of`. Tasks
are at the root; on them hang who looked, the clusters of shapes with who drew them, and for each
question what everybody answered. Clusters and answers keep how probable they were when their task
was last judged. Of what is voted on by weights (attributes, text, masks of a class, numbers) they
keep the weights that people had then, and how far a probability leans on them: so no label that
could have moved is missed, and no attribute need be kept.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]  # of whatever a column holds
Booleans = NDArray[np.bool_]
Integers = NDArray[np.int64]
Tables = Mapping[str, Mapping[str, Array]]

TASKS, VOTED, LOOKED, CLUSTERS, DRAWN = "tasks", "voted", "looked", "clusters", "drawn"
#: Of a question, with its key behind it: of one of classes, and of one of numbers.
ANSWERED, SAID = "answered:", "said:"
NUMBERED, GAVE = "numbered:", "gave:"
#: Of the two tables for it, what hangs on it.
_HANGS_ON = {SAID: ANSWERED, GAVE: NUMBERED}
OF = "of"
_BETWEEN = "|"
#: Of the tables and columns there are: what another release kept is not read.
VERSION = 4
_VERSION = "version"


class OtherColumns(ValueError):  # noqa: N818 -- named for what it says, like its siblings
    """What is stored was kept by another release, in another form."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """`tables` by name, parents before children: columns of one length by name.

    `tasks`: `id`, `votes` (how many answers), `mark` (what else it hangs on, 0 for nothing),
    `is_gold`, `is_waiting` (asked on: it is judged, and teaches nothing), `lean`. `voted`:
    `person`, `weight`, where anything is voted on by weights. `looked`: `person`. `clusters`:
    `gold` (the true label, -1 mostly), `exists`, `posterior` (clusters, labels). `drawn`, of
    clusters: `person`, `label`. For each thing asked, `answered:KEY` with `gold` and `posterior`
    (tasks, classes), and `said:KEY`, of those, with `person` and `label`; for each number asked,
    `numbered:KEY` with `gold` (NaN mostly), `lean`, `middle` (the number that stands), `error` and
    `log_width` (0 where nothing is learnt), and `gave:KEY`, of those, with `person`, `number`,
    `weight`. Probabilities are calibrated, float32; weights are log-odds. `lean` is how much a
    probability moves at most for each unit by which those weights do.
    """

    tables: Tables

    @property
    def task_ids(self) -> Integers:
        """(tasks,), each once."""
        ids: Integers = self.tables[TASKS]["id"]
        return ids

    @property
    def is_gold(self) -> Booleans:
        """(tasks,)."""
        marks: Booleans = self.tables[TASKS]["is_gold"]
        return marks

    @property
    def is_waiting(self) -> Booleans:
        """(tasks,)."""
        marks: Booleans = self.tables[TASKS]["is_waiting"]
        return marks

    def only(self, chosen: Booleans) -> "Columns":
        """The chosen tasks (tasks,) with all that hangs on them."""
        kept = {TASKS: chosen}
        found: dict[str, Mapping[str, Array]] = {}
        for name, table in self.tables.items():
            parent = _parent_of(name)
            if parent is not None:
                kept[name] = kept[parent][table[OF]]
            rows = {key: column[kept[name]] for key, column in table.items()}
            if parent is not None:
                rows[OF] = (np.cumsum(kept[parent]) - 1)[rows[OF]]
            found[name] = rows
        return Columns(found)

    def owners(self, name: str) -> Integers:
        """The task that each row of a table hangs on, as a position: (rows,)."""
        rows: Integers = self.tables[name][OF]
        parent = _parent_of(name)
        return rows if parent in (TASKS, None) else self.owners(str(parent))[rows]

    def to_bytes(self) -> bytes:
        """As it is stored."""
        packed = {
            f"{name}{_BETWEEN}{key}": column
            for name, table in self.tables.items()
            for key, column in table.items()
        }
        into = BytesIO()
        np.savez_compressed(into, allow_pickle=False, **{_VERSION: np.array(VERSION)}, **packed)
        return into.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Columns":
        """What was stored. Raises OtherColumns."""
        tables: dict[str, dict[str, Array]] = {}
        with np.load(BytesIO(data), allow_pickle=False) as packed:
            if _VERSION not in packed.files or packed[_VERSION] != VERSION:
                raise OtherColumns
            for path in packed.files:
                if path == _VERSION:
                    continue
                name, key = path.rsplit(_BETWEEN, 1)
                tables.setdefault(name, {})[key] = packed[path]
        return cls(tables)


def joined(parts: Sequence[Columns]) -> Columns:
    """All of them as one, at least one, of the same tables. Of a task the last of them holds."""
    together: dict[str, Mapping[str, Array]] = {}
    for name, table in parts[0].tables.items():
        columns = {key: np.concatenate([part.tables[name][key] for part in parts]) for key in table}
        parent = _parent_of(name)
        if parent is not None:
            lengths = [_length(part.tables[parent]) for part in parts]
            shifts = np.cumsum([0, *lengths[:-1]]).tolist()
            columns[OF] = np.concatenate(
                [part.tables[name][OF] + shift for part, shift in zip(parts, shifts, strict=True)]
            )
        together[name] = columns
    found = Columns(together)
    ids = found.task_ids
    _, last = np.unique(ids[::-1], return_index=True)
    is_last = np.zeros(len(ids), dtype=np.bool_)
    is_last[len(ids) - 1 - last] = True
    return found if is_last.all() else found.only(is_last)


def with_values(columns: Columns, values: Mapping[str, Mapping[str, Array]]) -> Columns:
    """The same with other columns in some tables."""
    return Columns(
        {name: {**table, **values.get(name, {})} for name, table in columns.tables.items()}
    )


def tasks_that_moved(before: Columns, after: Columns, *, by: float) -> Booleans:
    """(tasks,): where any probability differs by more, or may, of two with the same rows."""
    moved = np.zeros(len(before.task_ids), dtype=np.bool_)
    for name, table in before.tables.items():
        for key in ("exists", "posterior"):
            if key in table:
                distance = np.abs(after.tables[name][key] - table[key])
                sideways = tuple(range(1, distance.ndim))  # none of a table of one number a row
                far = distance.max(axis=sideways, initial=0.0) > by
                moved[before.owners(name)[far]] = True
        if name.startswith(NUMBERED):
            far = _numbers_that_moved(before, after, name.removeprefix(NUMBERED), by=by)
            moved[table[OF][far]] = True
    if VOTED in before.tables:
        shift = _shift(before, after, VOTED, len(moved))
        moved |= before.tables[TASKS]["lean"] * shift > by
    return moved


def _shift(before: Columns, after: Columns, name: str, rows: int) -> Array:
    """By how much the weights of the people of each row of the parent (rows,) differ together."""
    old, new = before.tables[name], after.tables[name]
    distance = np.abs(new["weight"] - old["weight"])
    return np.bincount(old[OF], weights=distance, minlength=rows)


def _numbers_that_moved(before: Columns, after: Columns, key: str, *, by: float) -> Booleans:
    """(numbered,): an answer that is careless is as probable as the width allows. The middle one
    jumps to another answer, however little the weights moved."""
    old, new = before.tables[NUMBERED + key], after.tables[NUMBERED + key]
    count = np.bincount(before.tables[GAVE + key][OF], minlength=len(old["lean"]))
    wider = count * np.abs(new["log_width"] - old["log_width"])
    shift = _shift(before, after, GAVE + key, len(old["lean"])) + wider
    is_other = (new["error"] != old["error"]) | (new["middle"] != old["middle"])
    found: Booleans = (old["lean"] * shift > by) | is_other
    return found


def leaning(columns: Columns, leans: Mapping[int, Mapping[str, float]]) -> Columns:
    """The same with how far the labels lean on weights, by task that was judged: each number by
    its question, "" for all else."""
    ids = columns.task_ids
    known = [index for index, one in enumerate(ids.tolist()) if one in leans]
    values: dict[str, Mapping[str, Array]] = {}
    for name, table in columns.tables.items():
        if name != TASKS and not name.startswith(NUMBERED):
            continue
        key = "" if name == TASKS else name.removeprefix(NUMBERED)
        of_task = np.full(len(ids), np.nan, dtype=np.float32)
        of_task[known] = [leans[int(ids[index])].get(key, 0.0) for index in known]
        mine = of_task[columns.owners(name)] if name != TASKS else of_task
        values[name] = {"lean": np.where(np.isnan(mine), table["lean"], mine)}
    return with_values(columns, values)


def done(columns: Columns, task_ids: Collection[int]) -> Columns:
    """The same where these tasks wait no more."""
    is_waiting = columns.is_waiting & ~np.isin(columns.task_ids, list(task_ids))
    return with_values(columns, {TASKS: {"is_waiting": is_waiting}})


def numbered_people(*ids: Integers) -> tuple[tuple[str, ...], list[Integers]]:
    """The names of all people in their order, and each of `ids` as positions in it."""
    known = np.unique(np.concatenate([np.empty(0, np.int64), *ids]))
    names = [str(one) for one in known.tolist()]
    order = sorted(range(len(names)), key=names.__getitem__)
    place = np.empty(len(names), dtype=np.int64)
    place[order] = np.arange(len(names))
    found = [place[np.searchsorted(known, one)] for one in ids]
    return tuple(names[index] for index in order), found


def _parent_of(name: str) -> str | None:
    if name == TASKS:
        return None
    if name == DRAWN:
        return CLUSTERS
    for start, parent in _HANGS_ON.items():
        if name.startswith(start):
            return parent + name.removeprefix(start)
    return TASKS


def _length(table: Mapping[str, Array]) -> int:
    return len(next(iter(table.values())))
