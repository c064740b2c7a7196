"""The label of one task from its answers, and the model of a project that makes it.

Between rows and arithmetic: no database here, and no arithmetic but `concord`'s and `votes`.
Imports SciPy: for workers, not for the web process.
"""

from guildmark.consensus.consolidation.calibrating import calibrate
from guildmark.consensus.consolidation.columns import (
    Columns,
    OtherColumns,
    done,
    joined,
    leaning,
    tasks_that_moved,
)
from guildmark.consensus.consolidation.content import (
    DEFAULT_PLAN,
    Json,
    Plan,
    TaskVotes,
    Unmatched,
    Vote,
    hash_of_lines,
)
from guildmark.consensus.consolidation.evidence import evidence_steps
from guildmark.consensus.consolidation.going_on import (
    can_go_on,
    columns_of,
    fit_columns,
    fit_on,
    state,
)
from guildmark.consensus.consolidation.label import (
    Consolidated,
    Judged,
    consolidate,
    consolidate_all,
    measurable,
)
from guildmark.consensus.consolidation.merging import merge_schemas
from guildmark.consensus.consolidation.model import (
    SEVERAL_SUMMITS,
    ProjectModel,
    covers,
    fit_project,
    fit_steps,
    learn_project,
    method_of,
    starting_model,
)

__all__ = [
    "DEFAULT_PLAN",
    "SEVERAL_SUMMITS",
    "Columns",
    "Consolidated",
    "Json",
    "Judged",
    "OtherColumns",
    "Plan",
    "ProjectModel",
    "TaskVotes",
    "Unmatched",
    "Vote",
    "calibrate",
    "can_go_on",
    "columns_of",
    "consolidate",
    "consolidate_all",
    "covers",
    "done",
    "evidence_steps",
    "fit_columns",
    "fit_on",
    "fit_project",
    "fit_steps",
    "hash_of_lines",
    "joined",
    "leaning",
    "learn_project",
    "measurable",
    "merge_schemas",
    "method_of",
    "starting_model",
    "state",
    "tasks_that_moved",
]
