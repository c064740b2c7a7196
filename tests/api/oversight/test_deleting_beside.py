"""Pictures are deleted while others delete them, make batches of them, or learn by them."""

from collections.abc import Callable

import pytest
from django.db import transaction

from guildmark.collection import actions as collecting
from guildmark.core.errors import Refusal, WrongInput
from guildmark.datasets.errors import DatasetGoing
from guildmark.datasets.models import Import, Item
from guildmark.events.models import Event
from guildmark.oversight.actions import delete_pictures, request_deletion
from guildmark.projects.actions import create_example, create_guideline_draft, update_project
from guildmark.projects.models import GuidelineVersion, Project, SchemaVersion
from guildmark.quality.models import GoldItem
from guildmark.training.actions import submit_attempt
from guildmark.training.models import PracticeItem
from guildmark.work.models import Task
from tests.at_once import beside, wait_until_somebody_waits_for_me
from tests.factories import accounts, collection, datasets, quality, training, work
from tests.factories.projects import BOXES
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "A passport lies on the table"


def delete(place: Workplace, *items: Item) -> int:
    """How many went."""
    return delete_pictures(
        actor_id=place.manager.pk,
        dataset=place.dataset,
        item_ids=[one.pk for one in items],
        note=NOTE,
        now=work.NOW,
    )


def test_of_two_who_delete_a_picture_one_does() -> None:
    place = work.workplace()
    item = quality.gold_item(place).item
    counts = list[int]()

    with beside(lambda: counts.append(delete(place, item))) as begin, transaction.atomic():
        Project.objects.select_for_update(no_key=True).get(pk=place.project.pk)
        begin()
        wait_until_somebody_waits_for_me()
        counts.append(delete(place, item))

    assert counts == [1, 0]
    assert Event.objects.filter(name="item.deleted").count() == 1


def test_a_batch_made_beside_it_asks_nobody_about_the_picture() -> None:
    place = work.workplace(items=2)
    item = place.dataset.items.order_by("pk")[0]

    with beside(lambda: delete(place, item)) as begin, transaction.atomic():
        work.draft_batch(place)
        begin()
        wait_until_somebody_waits_for_me()

    states = Task.objects.order_by("item_id").values_list("state", flat=True)
    assert list(states) == ["cancelled", "open"]


def test_a_quiz_under_way_does_not_miss_what_nobody_can_see() -> None:
    project, ana = training.project_with_quiz(), accounts.person()
    training.ready_for_quiz(project, ana)
    attempt = training.start(project, ana)
    answered, gone = attempt.answers.select_related("question__item").order_by("position")
    training.answer(attempt, answered.question.reference, None)
    assert project.dataset is not None

    for one in (answered, gone):
        assert one.question.item is not None
        delete_pictures(
            actor_id=accounts.person().pk, dataset=project.dataset,
            item_ids=[one.question.item.pk], note=NOTE, now=work.NOW,
        )  # fmt: skip

    done = submit_attempt(user_id=ana.pk, attempt_id=attempt.pk, now=work.NOW)
    assert done.state == "passed"
    assert list(done.answers.values_list("pk", flat=True)) == [answered.pk]


def example(place: Workplace, item: Item) -> object:
    """In a draft of the guideline."""
    drafts = place.project.guideline_versions.filter(state=GuidelineVersion.State.DRAFT)
    draft = drafts.first() or create_guideline_draft(
        actor_id=place.manager.pk, project_id=place.project.pk, change="minor", now=work.NOW
    )
    return create_example(
        guideline_version_id=draft.pk, item_id=item.pk, label_key="", verdict="right", caption="",
        document=training.TWO_COINS,
    )  # fmt: skip


@pytest.mark.parametrize(
    "use",
    [
        lambda place, item: quality.gold_item(place, item, reference=training.TWO_COINS),
        lambda place, item: training.practice_item(place.project, item),
        lambda place, item: training.quiz_question(place.project, item=item),
        example,
    ],
    ids=["gold", "practice", "quiz", "example"],
)
def test_a_picture_that_is_gone_is_made_nothing_of(
    use: Callable[[Workplace, Item], object],
) -> None:
    place = work.workplace()
    SchemaVersion.objects.filter(project=place.project).update(definition=BOXES)
    gone, there = training.picture(place.project), training.picture(place.project)
    delete(place, gone)

    with pytest.raises(Refusal):
        use(place, gone)

    assert use(place, there)


def test_a_picture_that_is_taken_back_teaches_and_checks_nobody() -> None:
    place = work.workplace()
    ana = work.annotator(place)
    items = list[Item]()
    brief = collection.brief_of(place, ana)
    collection.sign(brief, ana)
    for _ in range(2):
        asset = collection.send(brief, ana)
        collecting.accept_asset(actor_id=accounts.person().pk, asset_id=asset.pk, now=work.NOW)
        items.append(Item.objects.get(collected_as=asset))
    SchemaVersion.objects.filter(project=place.project).update(definition=BOXES)
    gold = quality.gold_item(place, items[0], reference=training.TWO_COINS)
    training.practice_item(place.project, items[1])

    collecting.withdraw_consent(user_id=ana.pk, brief_id=brief.pk, now=work.NOW)

    assert GoldItem.objects.get(pk=gold.pk).state == GoldItem.State.RETIRED
    assert not PracticeItem.objects.exists()
    assert set(Task.objects.values_list("state", flat=True)) == {"cancelled"}


@pytest.mark.parametrize("bring", ["choose", "import"])
def test_nobody_takes_a_dataset_that_is_being_asked_to_go(bring: str) -> None:
    place = work.workplace()
    going = datasets.dataset(place.organisation)

    def choose() -> None:
        changes: dict[str, object] = {"dataset_id": going.pk}
        update_project(
            actor_id=place.manager.pk, project_id=place.project.pk, changes=changes, now=work.NOW
        )

    jobs: dict[str, Callable[[], object]] = {
        "choose": choose,
        "import": lambda: datasets.import_(going),
    }

    def bring_late() -> None:
        with pytest.raises((WrongInput, DatasetGoing)):
            jobs[bring]()

    with beside(bring_late) as begin, transaction.atomic():
        request_deletion(
            actor_id=place.manager.pk, kind="dataset", target_id=going.pk, typed_name=going.name,
            now=work.NOW,
        )  # fmt: skip
        begin()
        wait_until_somebody_waits_for_me()

    place.project.refresh_from_db()
    assert place.project.dataset == place.dataset
    assert not Import.objects.filter(dataset=going).exists()
