"""Long operations whose ring was lost, or whose worker was."""

from guildmark.consensus.models import ConsensusRun
from guildmark.core.clock import now
from guildmark.core.operations import quiet
from guildmark.datasets.models import Import
from guildmark.incoming.models import LabelImport
from guildmark.oversight.models import Deletion
from guildmark.quality.models import RuleTrial
from guildmark.releases.models import Delivery, Evaluation, Export, ReleaseBuild
from guildmark.work.queries.overlap import quiet_changes
from workers.app import app


@app.task(name="operations.ring_quiet")
def ring_quiet(**_: object) -> None:
    """Ring again for every live operation that shows no sign of life.

    The task it rings for looks at the operation's lock first: one that is worked on is left.
    """
    moment = now()
    for run in quiet(ConsensusRun, now=moment):
        app.send_task("consensus.refit", kwargs={"consensus_run_id": run.pk})
    for export in quiet(Export, now=moment):
        app.send_task("releases.build_export", kwargs={"export_id": export.pk})
    for delivery in quiet(Delivery, now=moment):
        app.send_task("releases.deliver", kwargs={"delivery_id": delivery.pk})
    for evaluation in quiet(Evaluation, now=moment):
        app.send_task("releases.evaluate", kwargs={"evaluation_id": evaluation.pk})
    for one in quiet(Import, now=moment).filter(is_collecting=False):
        app.send_task("imports.run", kwargs={"import_id": one.pk})
    asked = LabelImport.Stage.MAPPING
    for labels in quiet(LabelImport, now=moment).exclude(stage=asked):
        app.send_task("incoming.run", kwargs={"label_import_id": labels.pk})
    for build in quiet(ReleaseBuild, now=moment):
        app.send_task("releases.build", kwargs={"release_id": build.release_id})
    for trial in quiet(RuleTrial, now=moment):
        app.send_task("quality.run_trial", kwargs={"rule_trial_id": trial.pk})
    for deletion in quiet(Deletion, now=moment):
        app.send_task("deletions.run", kwargs={"deletion_id": deletion.pk})
    for change_id in quiet_changes(now=moment):
        app.send_task("work.change_overlap", kwargs={"overlap_change_id": change_id})
