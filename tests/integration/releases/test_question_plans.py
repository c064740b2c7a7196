"""Releases of items chosen by their answers, and with questions worded otherwise."""

import csv
import io
import zipfile
from typing import Any

import pytest
from django.utils.translation import override

from concord.question_changes import OptionChange, QuestionChange
from guildmark.releases import choosing
from guildmark.releases.choosing import preview, results_of
from guildmark.releases.errors import WrongPlan
from guildmark.releases.plans import Plan
from tests.factories import consensus, releases, work
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


WEATHER = {
    "key": "weather",
    "text": "Weather?",
    "type": "choice",
    "required": True,
    "options": [{"key": key, "name": key.title()} for key in ("sun", "rain", "snow")],
}


ROAD = {"key": "road", "text": "Road?", "type": "text", "required": False}


@pytest.fixture
def asked() -> Workplace:
    """Two pictures: three people say snow, rain and rain of one, and all say sun of the other."""
    made = work.workplace(items=2)
    definition = {**work.DEFINITION, "questions": [WEATHER, ROAD]}
    made.project.schema_versions.update(definition=definition)
    first = made.dataset.items.order_by("pk")[0].pk

    def says(person: int, item: int) -> dict[str, Any]:
        weather = ("snow", "rain", "rain")[person] if item == first else "sun"
        return consensus.document(
            consensus.box(20, 30), answers={"weather": weather, "road": "wet"}
        )

    return consensus.refreshed(consensus.labelled(place=made, says=says))


def test_pictures_are_chosen_by_their_answers_as_by_their_labels(
    asked: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = [
        {"key": "seen", "text": "What is seen?", "type": "choices", "required": False,
         "options": [{"key": key, "name": key} for key in ("road", "sky", "sea")]},
        {"key": "sharp", "text": "Sharp?", "type": "boolean", "required": False},
    ]  # fmt: skip
    definition = {**work.DEFINITION, "questions": [WEATHER, ROAD, *kinds]}
    asked.project.schema_versions.update(definition=definition)
    run = consensus.fitted(asked)
    first, second = run.results.order_by("task__item_id")
    for result, more in ((first, {"seen": ["sky", "road"], "sharp": True}), (second, {})):
        answers = {"seen": ["sea"], "sharp": False, **more}
        result.document["answers"] = {**result.document["answers"], **answers}
        result.save(update_fields=["document"])

    def chosen(*labels: str) -> list[int]:
        found = preview(asked.project.pk, Plan(labels=labels))
        assert run.finished_at is not None
        frozen = results_of(
            asked.project.pk, Plan(labels=labels),
            fitted_at=run.finished_at, moment=run.finished_at,
        )  # fmt: skip
        assert found.items == len(frozen)
        return [(first.pk, second.pk).index(pk) for _, pk in frozen]

    def weather(snow: OptionChange) -> dict[str, int]:
        """Pictures by their weather, with this change of snow, as a preview says them."""
        changed = Plan(questions={"weather": QuestionChange(options={"snow": snow})})
        said = preview(asked.project.pk, changed).answers
        return {key: said[f"weather={key}"] for key in ("sun", "rain", "snow")}

    assert [chosen(f"weather={key}") for key in ("rain", "sun", "snow")] == [[0], [1], []]
    assert [chosen(f"seen={key}") for key in ("sky", "sea")] == [[0], [1]]
    assert [chosen(f"sharp={key}") for key in ("true", "false")] == [[0], [1]]
    assert chosen("seen=sky", "weather=sun") == chosen("coin", "sharp=true") == [0, 1]
    assert preview(asked.project.pk, Plan()).answers == {
        "weather=sun": 1, "weather=rain": 1, "weather=snow": 0,
        "seen=road": 1, "seen=sky": 1, "seen=sea": 1, "sharp=true": 1, "sharp=false": 1,
    }  # fmt: skip
    merged = {
        "weather": QuestionChange(options={"rain": OptionChange(into="sun")}),
        "seen": QuestionChange(options={"road": OptionChange(into="sky")}),
    }
    assert preview(asked.project.pk, Plan(questions=merged)).answers == {
        "weather=sun": 2, "weather=rain": 0, "weather=snow": 0,
        "seen=road": 0, "seen=sky": 1, "seen=sea": 1, "sharp=true": 1, "sharp=false": 1,
    }  # fmt: skip
    sure = {"value": "rain", "probability": 0.4, "is_tie": False}
    sure["posterior"] = {"sun": 0.3, "rain": 0.4, "snow": 0.3}
    first.confidence["answers"]["weather"] = sure
    first.save(update_fields=["confidence"])
    assert weather(OptionChange(into="sun")) == {"sun": 2, "rain": 0, "snow": 0}
    assert weather(OptionChange(is_dropped=True)) == {"sun": 1, "rain": 1, "snow": 0}
    with monkeypatch.context() as many:
        many.setattr(choosing, "MOST_DECIDED", 1)
        assert weather(OptionChange(into="sun")) == {"sun": 1, "rain": 1, "snow": 0}
    assert releases.ready(asked, plan={"labels": ["sharp=true"]}).items.count() == 0
    for wrong in ("weather=fog", "road=wet", "weather=", "=sun", "sharp"):
        with pytest.raises(WrongPlan):
            releases.ready(asked, plan={"labels": [wrong]})


def test_questions_and_their_options_are_said_as_the_release_wants_them(asked: Workplace) -> None:
    before = releases.ready(asked)
    plan = {
        "questions": [
            {"key": "road", "is_dropped": True},
            {
                "key": "weather",
                "name": "Dry?",
                "options": [{"key": "rain", "into": "snow"}, {"key": "snow", "name": "Wet"}],
            },
        ]
    }
    after = releases.ready(asked, plan=plan)

    assert [one["key"] for one in after.schema_definition["questions"]] == ["weather"]
    assert after.schema_definition["questions"][0]["text"] == "Dry?"
    rows = list(after.items.order_by("position"))
    assert [row.document["answers"] for row in rows] == [{"weather": "snow"}, {"weather": "sun"}]
    assert [one["document"]["answers"] for one in rows[0].submissions] == [{"weather": "snow"}] * 3
    old = before.items.get(position=1).confidence["answers"]["weather"]
    new = rows[0].confidence["answers"]
    assert (old["value"], set(new)) == ("rain", {"weather"})
    merged = old["posterior"]["rain"] + old["posterior"]["snow"]
    assert new["weather"]["posterior"]["snow"] == pytest.approx(merged)
    assert new["weather"]["probability"] == pytest.approx(merged)
    assert "rain" not in new["weather"]["posterior"]
    with releases.exported(after, "csv").file.open("rb") as file:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))
    row = next(csv.DictReader(io.StringIO(archive.read("annotations/annotations.csv").decode())))
    assert (row["answer_weather"], "answer_road" in row) == ("snow", False)
    assert after.manifest is not None
    assert "Questions that the plan left out." in after.manifest["left_out"]
    assert after.figures is not None
    assert {one["name"]: one["count"] for one in after.figures["labels"]} == {
        "Coin": 2,
        "Sun": 1,
        "Wet": 1,
    }


def test_an_answer_whose_option_is_dropped_is_no_answer(asked: Workplace) -> None:
    dropped = [{"key": "weather", "options": [{"key": "sun", "is_dropped": True}]}]

    release = releases.ready(asked, plan={"questions": dropped})

    rows = list(release.items.order_by("position"))
    assert [set(row.document["answers"]) for row in rows] == [{"weather", "road"}, {"road"}]
    assert [set(row.confidence["answers"]) for row in rows] == [{"weather", "road"}, {"road"}]
    assert not release.schema_definition["questions"][0]["required"]


def _into(key: str) -> dict[str, Any]:
    return {"key": key, "into": "rain"}


@pytest.mark.parametrize(
    "changes",
    [
        [{"key": "light", "is_dropped": True}],
        [{"key": "weather", "options": [{"key": "fog", "name": "Fog"}]}],
        [{"key": "weather", "options": [{"key": "sun", "into": "fog"}]}],
        [{"key": "weather", "options": [{"key": "sun", "into": "sun"}]}],
        [
            {
                "key": "weather",
                "options": [{"key": "sun", "into": "rain"}, {"key": "rain", "is_dropped": True}],
            }
        ],
        [
            {
                "key": "weather",
                "options": [{"key": "sun", "into": "rain"}, {"key": "snow", "into": "rain"}],
            }
        ],
    ],
)
def test_changes_of_questions_that_do_not_fit_are_refused_in_words(
    asked: Workplace, changes: list[dict[str, Any]]
) -> None:
    with pytest.raises(WrongPlan) as refused, override("es"):
        releases.ready(asked, plan={"questions": changes})

    assert any(word in refused.value.detail for word in ("No hay", "no tiene", "no estará", "dos"))
