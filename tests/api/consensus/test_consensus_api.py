"""Results over HTTP: for reviewers, under pseudonyms."""

import pytest

from concord.sentences import Sentence
from guildmark.consensus.models import ConsensusRun
from guildmark.core.said import with_parts
from guildmark.work.models import Task
from tests.conftest import SignIn
from tests.factories import accounts, consensus, quality, work
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


def _judged(items: int = 2) -> Workplace:
    return consensus.refreshed(consensus.labelled(items=items))


def test_the_list_names_each_result_the_least_sure_first(api: SignIn) -> None:
    place = work.workplace(items=2)
    first, second = place.dataset.items.order_by("pk").values_list("pk", flat=True)

    def says(person: int, item_id: int) -> consensus.Document:
        return consensus.jittered(person if item_id == second else 0, item_id)

    consensus.refreshed(consensus.labelled(place=place, says=says))

    answer = api(place.manager).get(
        f"/api/v1/projects/{place.project.pk}/consensus", {"order": "confidence"}
    )

    rows = answer.json()["results"]
    assert [row["item"]["id"] for row in rows] == [second, first]
    assert rows[0]["lowest_confidence"] < rows[1]["lowest_confidence"]
    assert (rows[0]["shape_count"], rows[0]["submission_count"]) == (2, 3)
    assert (rows[0]["state"], rows[0]["version"]) == ("resolved", 1)


def test_a_task_shows_everybodys_answers_and_the_label_and_never_who(api: SignIn) -> None:
    place = _judged()
    first, second = Task.objects.filter(project=place.project).order_by("pk")
    people = [one.annotator for one in first.submissions.select_related("annotator")]

    answer = api(place.manager).get(f"/api/v1/tasks/{first.pk}/consensus")

    body = answer.json()
    assert {one["pseudonym"] for one in body["submissions"]} == {one.pseudonym for one in people}
    assert not any(one.email in answer.content.decode() for one in people)
    result = body["result"]
    shape = result["document"]["shapes"][0]
    assert set(result["confidence"]["shapes"][shape["id"]]) == {
        "exists", "class", "expected_iou", "drawn_by", "of", "is_tie", "posterior", "attributes",
        "calibration",
    }  # fmt: skip
    assert [set(one) for one in result["provenance"][shape["id"]]] == [
        {"submission_id", "shape_id", "iou"}
    ] * 3
    assert (result["is_calibrated"], len(result["left_out"])) == (False, 1)
    assert {body["next_task_id"], body["previous_task_id"]} == {second.pk, None}


def test_the_tasks_beside_one_are_of_those_that_are_looked_for(api: SignIn) -> None:
    place = _judged(items=3)
    first, second, third = _by_confidence(api, place)
    Task.objects.filter(pk=second).update(state="disputed")

    def beside(task_id: int, **wanted: str) -> tuple[int | None, int | None]:
        body = api(place.manager).get(f"/api/v1/tasks/{task_id}/consensus", wanted).json()
        return body["previous_task_id"], body["next_task_id"]

    assert beside(first) == (None, second)
    assert beside(first, state="resolved") == (None, third)
    assert beside(second, state="resolved") == (first, third)  # settled meanwhile: its place counts
    assert beside(third, state="disputed", label="coin") == (second, None)
    assert beside(first, label="note") == (None, None)


def _by_confidence(api: SignIn, place: Workplace) -> list[int]:
    wanted = {"order": "confidence"}
    answer = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/consensus", wanted)
    return [row["task_id"] for row in answer.json()["results"]]


def test_a_task_says_who_said_something_else(api: SignIn) -> None:
    place = work.workplace(items=1)
    schema = place.project.schema_versions.get()
    question = {"key": "ok", "text": "Sharp?", "type": "boolean", "required": True}
    labels = [*schema.definition["labels"], {**schema.definition["labels"][0], "key": "note"}]
    place.project.schema_versions.update(
        definition={**schema.definition, "labels": labels, "questions": [question]}
    )

    def says(person: int, item_id: int) -> consensus.Document:
        shapes = [consensus.box(20, 30, label=("coin", "coin", "note")[person])]
        if person:
            shapes.append(consensus.box(200, 100))
        return consensus.document(*shapes, answers={"ok": person != 1})

    consensus.refreshed(consensus.labelled(place=place, says=says))
    task = Task.objects.get(project=place.project)
    names = list(task.submissions.order_by("pk").values_list("annotator__pseudonym", flat=True))

    body = api(place.manager).get(f"/api/v1/tasks/{task.pk}/consensus").json()

    first, second = (one["id"] for one in body["result"]["document"]["shapes"])
    result = body["result"]
    assert {
        (one["pseudonym"], one["label"], one["has_same_label"]) for one in result["members"][first]
    } == {(names[0], "coin", True), (names[1], "coin", True), (names[2], "note", False)}
    assert [one["pseudonym"] for one in result["missed_by"][second]] == [names[0]]
    assert [one["has_same_value"] for one in result["given"]["ok"]] == [True, False, True]
    assert result["confidence"]["answers"]["ok"]["posterior"].keys() == {"true", "false"}
    assert [(one["version"], one["is_current"]) for one in body["versions"]] == [(1, True)]
    assert (result["is_provisional"], result["run_id"]) == (True, None)
    assert result["parameters"] == {
        "method": "auto", "calibration_method": "auto", "target_confidence": 0.95,
        "shape_kept_from": 0.5, "disputed_below": 0.5, "gold_iou": 0.5,
    }  # fmt: skip
    assert len(result["inputs_sha256"]) == 64


def test_a_task_says_what_a_shape_is_like_and_who_said_otherwise(api: SignIn) -> None:
    place = consensus.sides()

    consensus.fitted(place)
    task = Task.objects.earliest("pk")
    body = api(place.manager).get(f"/api/v1/tasks/{task.pk}/consensus").json()
    (dispute,) = (
        api(place.manager).get(f"/api/v1/projects/{place.project.pk}/disputes").json()["results"]
    )
    agreement = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/agreement").json()

    (shape,) = body["result"]["document"]["shapes"]
    found = body["result"]["confidence"]["shapes"][shape["id"]]["attributes"]["side"]
    assert (found["value"], found["is_tie"]) == ("heads", True)
    assert [one["attributes"] for one in body["result"]["members"][shape["id"]]] == [
        {"side": "heads"},
        {"side": "tails"},
    ]
    assert [one["differs_in"] for one in body["result"]["members"][shape["id"]]] == [[], ["side"]]
    assert (dispute["what"], dispute["name"]) == ("attribute", "Coin: Side")
    assert (dispute["why"], dispute["is_tie"]) == ("What it is like is tied.", True)
    assert [(one["key"], one["name"]) for one in agreement["attributes"]] == [
        ("coin/side", "Coin: Side")
    ]


def test_who_is_near_enough_about_a_shape_does_not_disagree(api: SignIn) -> None:
    place = work.workplace(items=1)
    schema = place.project.schema_versions.get()
    options = [{"key": key, "name": key.title()} for key in ("good", "fair", "poor", "bad")]
    step, tenth = ({"value": one, "is_relative": False} for one in (1.0, 0.1))
    state = {"key": "state", "name": "State", "type": "choice", "required": True}
    wide = {"key": "wide", "name": "Width", "type": "number", "required": True}
    attributes = [
        {**state, "options": options, "is_ordered": True, "tolerance": step},
        {**wide, "tolerance": tenth},
    ]
    coin = schema.definition["labels"][0] | {"attributes": attributes}
    place.project.schema_versions.update(definition={**schema.definition, "labels": [coin]})
    said = [("fair", 1.0), ("good", 1.1), ("fair", 1.0), ("bad", 1.2)]

    def says(person: int, item_id: int) -> consensus.Document:
        like = dict(zip(("state", "wide"), said[person], strict=True))
        return consensus.document(consensus.box(20, 30) | {"attributes": like})

    consensus.refreshed(consensus.labelled(place=place, people=4, says=says))
    task = Task.objects.get(project=place.project)

    result = api(place.manager).get(f"/api/v1/tasks/{task.pk}/consensus").json()["result"]

    (shape,) = result["document"]["shapes"]
    found = result["confidence"]["shapes"][shape["id"]]["attributes"]
    assert shape["attributes"] == {"state": "fair", "wide": 1.0}
    assert found["state"]["also_right"] == ["good", "poor"]
    assert found["wide"]["tolerance"] == 0.1
    assert [one["differs_in"] for one in result["members"][shape["id"]]] == [
        [],
        [],
        [],
        ["state", "wide"],
    ]


def test_a_cold_fit_publishes_and_the_history_keeps_what_was_before(api: SignIn) -> None:
    place = _judged(3)
    run = consensus.fitted(place)
    task = Task.objects.filter(project=place.project).earliest("pk")

    body = api(place.manager).get(f"/api/v1/tasks/{task.pk}/consensus").json()

    assert [(one["version"], one["is_provisional"], one["run_id"]) for one in body["versions"]] == [
        (2, False, run.pk),
        (1, True, None),
    ]
    rows = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/consensus").json()
    assert {row["is_provisional"] for row in rows["results"]} == {False}


def test_an_earlier_version_opens_with_what_it_said(api: SignIn) -> None:
    place = _judged(3)
    consensus.fitted(place)
    task = Task.objects.filter(project=place.project).earliest("pk")
    url = f"/api/v1/tasks/{task.pk}/consensus"
    manager = api(place.manager)

    before, now = (manager.get(url, {"version": number}).json()["result"] for number in (1, 2))

    assert (before["version"], before["is_current"], before["is_provisional"]) == (1, False, True)
    assert before["members"]
    assert now == manager.get(url).json()["result"]
    assert now["is_current"] is True
    assert manager.get(url, {"version": 3}).status_code == 404
    assert [manager.get(url, {"version": text}).status_code for text in ("0", "x")] == [422, 422]


def test_a_waiting_fit_is_cancelled_once_and_listed(api: SignIn) -> None:
    place = consensus.labelled(items=1)
    manager = api(place.manager)
    made = manager.post(f"/api/v1/projects/{place.project.pk}/consensus-runs").json()

    stopped = [manager.post(f"/api/v1/consensus-runs/{made['id']}/cancel") for _ in range(2)]

    assert [(one.status_code, one.json()["state"]) for one in stopped] == [(200, "cancelled")] * 2
    listed = manager.get(f"/api/v1/projects/{place.project.pk}/consensus-runs").json()
    assert listed["results"] == [{**stopped[0].json(), "reasons": []}]


def test_each_fit_says_why_its_methods_were_chosen_once(api: SignIn) -> None:
    place = consensus.labelled(items=3)
    run = consensus.fitted(place)
    assert run.report is not None
    (part,) = run.report["parts"]
    said = Sentence("Fewer than {least} labels.", least=20)
    parts = [with_parts({**part, "reason": one}) for one in (said, "It was asked for.", said, None)]
    ConsensusRun.objects.filter(pk=run.pk).update(report={**run.report, "parts": parts})

    rows = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/consensus-runs").json()

    (row,) = rows["results"]
    assert row["reasons"] == ["Fewer than 20 labels.", "It was asked for."]
    assert row["inputs_sha256"] == run.inputs_sha256


def test_gold_has_no_page(api: SignIn) -> None:
    place = work.workplace(items=1)
    gold = quality.gold_item(place)

    assert api(place.manager).get(f"/api/v1/tasks/{gold.task_id}/consensus").status_code == 404


def test_agreement_is_nothing_before_the_first_fit_and_figures_after(api: SignIn) -> None:
    place = consensus.labelled(items=30)
    url = f"/api/v1/projects/{place.project.pk}/agreement"
    before = api(place.manager).get(url).json()

    consensus.fitted(place)
    after = api(place.manager).get(url).json()

    assert (before["run_id"], before["labels"], before["alpha"]) == (None, [], None)
    assert after["item_count"] == 30
    assert after["mean_iou"]["lower"] <= after["mean_iou"]["value"] <= after["mean_iou"]["upper"]
    assert after["labels"][0]["measure"] == "f1_50"
    assert after["labels"][0]["figures"]["f1_50"]["value"] == after["labels"][0]["value"]
    assert after["f1_75"]["value"] <= after["f1_50"]["value"]
    assert after["cohen"]["undefined_reason"]
    assert [set(one) for one in after["annotators"]] == [
        {"annotator_id", "pseudonym", "classes", "kappa", "answers", "shapes"}
    ] * 3
    assert "one label" in after["annotators"][0]["classes"]["undefined_reason"]
    assert "options" in after["annotators"][0]["answers"]["undefined_reason"]
    assert after["annotators"][0]["kappa"]["undefined_reason"]
    assert 0.5 < after["annotators"][0]["shapes"]["value"] <= 1
    assert after["is_calibrated"] is False
    assert before["pairs"] is None
    assert after["pairs"]["people_count"] == 3
    assert [set(one) for one in after["pairs"]["people"]] == [{"annotator_id", "pseudonym"}] * 3
    (shapes,) = after["pairs"]["respects"]
    assert shapes["respect"] == "shapes"
    assert [(one["first"], one["second"]) for one in shapes["pairs"]] == [(0, 1), (0, 2), (1, 2)]
    assert all(one["lower"] <= one["value"] <= one["upper"] for one in shapes["pairs"])
    assert {one["item_count"] for one in shapes["pairs"]} == {30}


def test_pairs_with_somebody_whose_account_is_gone_are_left_out(api: SignIn) -> None:
    place = consensus.labelled(items=30)
    run = consensus.fitted(place)
    url = f"/api/v1/projects/{place.project.pk}/agreement"
    before = api(place.manager).get(url).json()["pairs"]
    gone = before["people"][0]["annotator_id"]
    assert run.agreement is not None
    run.agreement["pairs"]["people"][0] = 0
    run.agreement["annotators"] = [
        one for one in run.agreement["annotators"] if one["annotator_id"] != gone
    ]
    run.save()

    after = api(place.manager).get(url).json()["pairs"]

    assert after["people"] == before["people"][1:]
    assert after["people_count"] == 2
    both = before["respects"][0]["pairs"][2]
    assert (both["first"], both["second"]) == (1, 2)
    assert after["respects"][0]["pairs"] == [{**both, "first": 0, "second": 1}]


def test_clients_and_keys_are_told_how_far_people_agree_and_of_nobody(
    api: SignIn, machine: SignIn
) -> None:
    place = consensus.labelled(items=30)
    consensus.fitted(place)
    url = f"/api/v1/projects/{place.project.pk}/agreement"
    _, key = accounts.api_key(place.organisation, ["projects:read"])

    known, reviewed, *told = (
        asker.get(url).json()
        for asker in (
            api(place.manager),
            api(accounts.staff(place.organisation, "reviewer")),
            api(accounts.staff(place.organisation, "client")),
            machine(key.text),
        )
    )

    assert known["annotators"]
    assert known["pairs"]
    assert reviewed == known
    assert told == [{**known, "annotators": [], "pairs": None}] * 2


def test_the_report_is_nothing_before_the_first_fit_and_everything_after(api: SignIn) -> None:
    place = consensus.refreshed(consensus.labelled(items=12))
    url = f"/api/v1/projects/{place.project.pk}/consensus-report"
    before = api(place.manager).get(url).json()

    run = consensus.fitted(place)
    after = api(place.manager).get(url).json()

    assert (before["run"], before["parts"], before["shapes"]) == (None, [], None)
    assert before["forecast"]["target_confidence"] == 0.95
    assert before["counts"]["provisional_count"] == 12
    assert (after["run"]["id"], after["run"]["is_provisional"]) == (run.pk, False)
    (part,) = after["parts"]
    assert (part["key"], part["kind"], part["classes"][0]["key"]) == ("labels", "labels", "coin")
    assert part["confusion"]["undefined_reason"] == "There is only one class."
    assert part["calibration"]["is_calibrated"] is False
    assert [one["kind"] for one in after["shapes"]["kinds"]] == ["box"]
    assert after["shapes"]["exists"]["reason"]
    assert after["counts"] == {
        "task_count": 12, "resolved_count": 12, "disputed_count": 0, "waiting_count": 0,
        "submission_count": 36, "annotator_count": 3, "gold_count": 0, "provisional_count": 0,
    }  # fmt: skip
    assert len(after["worst"]) == 12
    assert after["worst"][0]["what"] == "left_out"
    assert after["worst"][0]["why"] == "Left out: drawn by 1."
    assert after["worst"][0]["item"]["thumbnail_url"]
    assert after["forecast"]["open_task_count"] == 0


def test_a_fit_is_asked_for_once_and_the_second_is_told_which(api: SignIn) -> None:
    place = consensus.labelled(items=1)
    url = f"/api/v1/projects/{place.project.pk}/consensus-runs"

    made = api(place.manager).post(url)
    refused = api(place.manager).post(url)

    assert (made.status_code, made.json()["state"]) == (201, "queued")
    assert (refused.status_code, refused.json()["code"]) == (409, "run_running")
    assert refused.json()["errors"][0]["message"] == str(made.json()["id"])
    run = api(place.manager).get(f"/api/v1/consensus-runs/{made.json()['id']}").json()
    assert run == made.json()


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_for_one_row_and_for_three(
    api: SignIn, django_assert_num_queries: object, number: int
) -> None:
    place = _judged(number)
    task_id = Task.objects.filter(project=place.project).earliest("pk").pk
    manager = api(place.manager)
    manager.get("/api/v1/me")

    with django_assert_num_queries(6):  # type: ignore[operator]  # pytest-django's callable
        rows = manager.get(f"/api/v1/projects/{place.project.pk}/consensus").json()
    with django_assert_num_queries(9):  # type: ignore[operator]  # as above
        manager.get(f"/api/v1/tasks/{task_id}/consensus")
    consensus.fitted(place)
    with django_assert_num_queries(14):  # type: ignore[operator]  # as above
        manager.get(f"/api/v1/projects/{place.project.pk}/consensus-report")
    with django_assert_num_queries(7):  # type: ignore[operator]  # as above
        manager.get(f"/api/v1/projects/{place.project.pk}/agreement")
    with django_assert_num_queries(5):  # type: ignore[operator]  # as above
        manager.get(f"/api/v1/projects/{place.project.pk}/consensus-runs")

    assert rows["count"] == number
