"""What came in later in the demonstration: every kind of what a manager has to understand."""

import pytest

from guildmark.core.clock import now
from guildmark.datasets.actions import refresh_profile, run_import
from guildmark.datasets.models import Import, ImportFile, Item
from guildmark.datasets.queries.browsing import ItemFilter, chosen_items
from guildmark.demo.seed import arrivals, plans, projects
from guildmark.demo.seed.scale import SMALL
from guildmark.demo.seed.staff import make_everybody
from guildmark.incoming.actions import running
from guildmark.incoming.models import LabelImport
from tests.factories import datasets

pytestmark = pytest.mark.django_db


def test_a_twin_a_dark_and_a_blurred_picture_a_scan_and_a_broken_file_come_in_and_labels_wait() -> (
    None
):
    staff = make_everybody((), now=now())
    prepared = projects.prepare(plans.tools_plan(SMALL, seed=7), staff, now=now())
    project = prepared.seeded.project
    dataset = project.dataset
    assert dataset is not None

    datasets.items(dataset, 20)  # beside so many it shows which one is blurred
    for _ in range(2):
        arrivals.let_arrive(project, staff)
    made = Import.objects.get(dataset=dataset)
    run_import(import_id=made.pk, clock=now)
    labels = LabelImport.objects.get(project=project)
    running.run(label_import_id=labels.pk, clock=now)
    refresh_profile(dataset_id=dataset.pk, now=now())

    made.refresh_from_db()
    labels.refresh_from_db()
    assert (made.state, made.item_count, made.refused_count) == ("done", 4, 1)
    assert ImportFile.objects.get(state="refused").name == "cut-off.jpg"
    twins = chosen_items(dataset.pk, ItemFilter(suspicion="duplicate"))
    dark = chosen_items(dataset.pk, ItemFilter(suspicion="dark"))
    blurred = chosen_items(dataset.pk, ItemFilter(suspicion="blurred"))
    assert twins.filter(name="again-but-smaller.jpg").exists()
    assert dark.filter(name="at-night.jpg").exists()
    assert blurred.filter(name="out-of-focus.jpg").exists()
    assert Item.objects.get(name="scan.png").bit_depth == 16
    assert (labels.stage, labels.matched_count) == ("mapping", arrivals.PICTURES)
    assert [one["name"] for one in labels.found] == [arrivals.NAME]
