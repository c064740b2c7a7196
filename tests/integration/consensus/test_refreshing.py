"""The label of a task, as soon as its answers are there."""

import pytest
from pytest_django import DjangoAssertNumQueries

from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.models import ConsensusResult
from guildmark.core import clock
from guildmark.events.models import Event
from guildmark.work.models import Submission, Task
from tests.factories import consensus, work
from tests.factories.consensus import box, document

pytestmark = pytest.mark.django_db

#: Of one judgement without trouble; each is half a millisecond of a worker.
STATEMENTS = 10


def _refresh(task: Task) -> ConsensusResult | None:
    return refresh_task(task_id=task.pk, now=clock.now())


def test_a_complete_task_gets_a_label_with_its_provenance_and_is_resolved() -> None:
    place = consensus.labelled(items=1)
    task = Task.objects.get(project=place.project)

    result = _refresh(task)

    assert result is not None
    first, second = result.document["shapes"]
    assert first["geometry"]["x"] == pytest.approx(20.5, abs=0.1)
    assert second["geometry"]["x"] == pytest.approx(199.5, abs=0.1)
    assert result.document["is_nothing_here"] is False
    drawn_by = {key: one["drawn_by"] for key, one in result.confidence["shapes"].items()}
    assert drawn_by == {first["id"]: 3, second["id"]: 3}
    ids = list(Submission.objects.filter(task=task).order_by("pk").values_list("pk", flat=True))
    assert sorted(one["submission_id"] for one in result.provenance[first["id"]]) == ids
    assert [one["drawn_by"] for one in result.left_out] == [1]
    assert result.version == 1
    assert Task.objects.get(pk=task.pk).state == Task.State.RESOLVED


def test_running_twice_makes_one_version_and_one_event() -> None:
    place = consensus.labelled(items=1)
    task = Task.objects.get(project=place.project)

    first, second = _refresh(task), _refresh(task)

    assert first is not None
    assert second is None
    assert list(ConsensusResult.objects.values_list("version", "is_current")) == [(1, True)]
    assert Event.objects.filter(name="task.resolved").count() == 1


def test_a_second_task_of_a_project_is_judged_in_few_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    place = consensus.labelled(items=2)
    first, second = Task.objects.filter(project=place.project).order_by("pk")
    _refresh(first)

    with django_assert_max_num_queries(STATEMENTS):
        assert _refresh(second) is not None


def test_a_task_that_waits_for_an_answer_gets_no_label() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=3)
    consensus.answered(place, people=2)
    task = Task.objects.get(project=place.project)

    assert _refresh(task) is None
    assert not ConsensusResult.objects.exists()


def test_nothing_here_said_by_everybody_is_a_label() -> None:
    place = consensus.labelled(items=1, says=lambda person, item: document())
    task = Task.objects.get(project=place.project)

    result = _refresh(task)

    assert result is not None
    assert result.document["is_nothing_here"] is True
    assert result.lowest_confidence == 1.0


def test_people_who_are_tied_leave_the_task_to_a_reviewer() -> None:
    place = work.workplace(items=1)
    definition = {
        **place.project.schema_versions.get().definition,
        "labels": [],
        "questions": [
            {
                "key": "kind",
                "text": "Which?",
                "type": "choice",
                "required": True,
                "options": [{"key": "brick", "name": "Brick"}, {"key": "grass", "name": "Grass"}],
            }
        ],
    }
    place.project.schema_versions.update(definition=definition)
    consensus.labelled(
        place=place,
        people=2,
        says=lambda person, item: document(answers={"kind": ("brick", "grass")[person]}),
    )
    task = Task.objects.get(project=place.project)

    result = _refresh(task)

    assert result is not None
    assert result.confidence["answers"]["kind"] == {
        "value": "brick",
        "probability": 0.5,
        "is_tie": True,
        "posterior": {"brick": 0.5, "grass": 0.5},
        "calibration": {"is_calibrated": False, "gold_count": 0},
    }
    assert Task.objects.get(pk=task.pk).state == Task.State.DISPUTED


def test_a_spare_answer_has_no_part_in_the_label() -> None:
    place = consensus.labelled(items=1)
    task = Task.objects.get(project=place.project)
    spare = Submission.objects.filter(task=task).order_by("pk").last()
    assert spare is not None
    Submission.objects.filter(pk=spare.pk).update(counts=False)
    Task.objects.filter(pk=task.pk).update(counted=2, target=2)

    result = _refresh(task)

    assert result is not None
    assert result.submission_count == 2
    assert result.left_out == []


def test_attributes_go_by_the_vote_of_those_who_chose_the_label() -> None:
    place = work.workplace(items=1)
    schema = place.project.schema_versions.get()
    hidden = {
        "key": "hidden",
        "name": "Hidden",
        "type": "choice",
        "required": True,
        "options": [{"key": "no", "name": "No"}, {"key": "yes", "name": "Yes"}],
    }
    label = {**schema.definition["labels"][0], "attributes": [hidden]}
    place.project.schema_versions.update(definition={**schema.definition, "labels": [label]})
    says = ["yes", "no", "yes"]
    consensus.labelled(
        place=place,
        says=lambda person, item: document({**box(20, 30), "attributes": {"hidden": says[person]}}),
    )

    result = _refresh(Task.objects.get(project=place.project))

    assert result is not None
    assert result.document["shapes"][0]["attributes"] == {"hidden": "yes"}
