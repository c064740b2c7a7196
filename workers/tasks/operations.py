"""Long operations whose ring was lost, or whose worker was."""

from dataclasses import dataclass

from django.db.models import Q

from guildmark.consensus.models import ConsensusRun
from guildmark.core.clock import now
from guildmark.core.models import Operation
from guildmark.core.operations import quiet
from guildmark.datasets.models import Import
from guildmark.incoming.models import LabelImport
from guildmark.oversight.models import Deletion
from guildmark.quality.models import RuleTrial
from guildmark.releases.models import Delivery, Evaluation, Export, ReleaseBuild
from guildmark.work.queries.overlap import quiet_changes
from workers.app import app

EACH = Q()


@dataclass(frozen=True, slots=True)
class Ring:
    """The task that goes on with operations of a model, and what it calls the `field` it is given.

    `only` those: others wait for a person.
    """

    model: type[Operation]
    task_name: str
    argument: str
    field: str = "pk"
    only: Q = EACH


#: In the order of ringing.
RINGS = (
    Ring(ConsensusRun, "consensus.refit", "consensus_run_id"),
    Ring(Export, "releases.build_export", "export_id"),
    Ring(Delivery, "releases.deliver", "delivery_id"),
    Ring(Evaluation, "releases.evaluate", "evaluation_id"),
    Ring(Import, "imports.run", "import_id", only=Q(is_collecting=False)),
    Ring(LabelImport, "incoming.run", "label_import_id", only=~Q(stage=LabelImport.Stage.MAPPING)),
    Ring(ReleaseBuild, "releases.build", "release_id", field="release_id"),
    Ring(RuleTrial, "quality.run_trial", "rule_trial_id"),
    Ring(Deletion, "deletions.run", "deletion_id"),
)


@app.task(name="operations.ring_quiet")
def ring_quiet(**_: object) -> None:
    """Ring again for every live operation that shows no sign of life.

    The task it rings for looks at the operation's lock first: one that is worked on is left.
    """
    moment = now()
    for ring in RINGS:
        found = quiet(ring.model, now=moment).filter(ring.only)
        for operation_id in found.values_list(ring.field, flat=True):
            app.send_task(ring.task_name, kwargs={ring.argument: operation_id})
    for change_id in quiet_changes(now=moment):
        app.send_task("work.change_overlap", kwargs={"overlap_change_id": change_id})
