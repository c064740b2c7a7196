"""Two evaluations label by label over HTTP, with intervals, as JSON and as a table."""

import csv
import io

import pytest

from guildmark.releases.models import EvaluationLabels
from tests.conftest import SignIn
from tests.factories import consensus, releases

pytestmark = pytest.mark.django_db


def test_two_models_differ_label_by_label_with_an_interval_and_as_a_table(
    api: SignIn,
) -> None:
    release = releases.published(consensus.labelled(items=12))
    right = releases.perfect_results(release)
    first = releases.evaluated(release, right[::2], name="=half")
    second = releases.evaluated(release, right, name="whole")
    manager = api(release.created_by)
    url, other = f"/api/v1/evaluations/{first.pk}/comparison", {"other": second.pk}

    rows = {row["figure"]: row for row in manager.get(url, other).json()["by_label"]}
    answer = manager.get(f"{url}.csv", other, headers={"Accept": "text/csv"})
    table = list(csv.reader(io.StringIO(answer.content.decode())))

    recall = rows["recall"]
    assert (recall["first"], recall["second"], recall["difference"]) == (0.5, 1.0, 0.5)
    assert 0.0 < recall["lower"] <= 0.5 <= recall["upper"] < 1.0
    assert (rows["precision"]["lower"], rows["precision"]["upper"]) == (0.0, 0.0)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert table[0][5:] == ["'=half", "whole", "difference", "lower", "upper"]
    (of_recall,) = (row for row in table if row[:4] == ["shapes", "coin", "Coin", "recall"])
    assert of_recall[4:8] == [str(len(right)), "0.5", "1.0", "0.5"]
    assert [float(cell) for cell in of_recall[8:]] == [recall["lower"], recall["upper"]]
    assert table[1][0] == "whole"


def test_evaluations_of_before_are_compared_by_label_without_an_interval(
    api: SignIn,
) -> None:
    release = releases.published(consensus.labelled(items=2))
    first, second = (releases.evaluated(release, name=name) for name in ("v1", "v2"))
    EvaluationLabels.objects.filter(evaluation=first).delete()

    found = api(release.created_by).get(
        f"/api/v1/evaluations/{first.pk}/comparison", {"other": second.pk}
    )

    assert {row["lower"] for row in found.json()["by_label"]} == {None}
    assert releases.evaluation(release, name="v2").pk == second.pk
    assert releases.evaluation(release, name="v1").pk != first.pk
