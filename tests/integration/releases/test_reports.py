"""The quality report of a release, read back from its PDF."""

import io

import pytest
from django.core.files.storage import default_storage
from pypdf import PdfReader

from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.releases import actions
from guildmark.releases.models import Export, Release
from guildmark.releases.reporting import report_of
from tests.factories import consensus, releases
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """Two pictures that three people have answered."""
    return consensus.labelled(items=2)


def read(export: Export) -> str:
    """All words of the report, a space for each end of a line."""
    with default_storage.open(str(export.file.name)) as file:
        pages = PdfReader(io.BytesIO(file.read())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_the_report_says_the_figures_that_were_frozen(place: Workplace) -> None:
    release = releases.ready(place)

    export = releases.exported(release, Export.REPORT, has_pictures=True)

    assert (export.state, export.error_detail) == (Operation.State.DONE, "")
    assert (export.has_pictures, export.file_suffix) == (False, "pdf")
    words = read(export)
    figures = release.figures
    assert figures is not None
    assert f"{place.project.name}, release 1.0" in words
    assert release.manifest_sha256 in words
    assert f"Pictures {figures['items']} of these" in words
    assert f"Coin {figures['labels'][0]['count']} 100.0 %" in words
    alpha = figures["alpha"]
    said = alpha["undefined_reason"] if alpha["value"] is None else f"{alpha['value']:.2f}"
    assert f"Krippendorff's alpha {said}" in words
    assert "Not calibrated." in words


def test_numbers_and_attributes_are_in_the_report_as_they_were_calibrated(
    place: Workplace,
) -> None:
    curve = [{"n": 12, "confidence": 0.83, "accuracy": 0.77, "lower": 0.5, "upper": 0.9}]
    error = {"value": 0.06, "lower": None, "upper": None, "n": 12, "undefined_reason": None}
    held = {
        "is_calibrated": True, "kind": "temperature", "gold_count": 12, "reason": None,
        "error_before": error, "error_after": error, "curve_before": curve, "curve": curve,
    }  # fmt: skip
    many = {
        "key": "many", "name": "How many?", "tolerance": 2.5, "is_relative": False,
        "is_said": False, "error": 1.25, "careful": 0.9, "n": 40, "is_from_gold": False,
        "calibration": held,
    }  # fmt: skip
    release = releases.ready(place)
    run = release.consensus_run
    assert run is not None
    before = report_of(release)
    run.report = {**(run.report or {}), "attributes": held, "numbers": [many]}
    run.save(update_fields=["report"])

    words = read(releases.exported(release, Export.REPORT))

    near = "As near as 2.5 is near enough: learnt from 40 differences between answers."
    assert f"How many? {near} Calibrated (temperature) on 12 known answers." in words
    assert "What the attributes of shapes are Calibrated (temperature)" in words
    assert (before["gold_count"], report_of(release)["gold_count"]) == (0, 12)


def test_names_in_other_scripts_are_written_and_marks_are_not_read_as_markup(
    place: Workplace,
) -> None:
    release = releases.ready(place)
    release.figures["labels"][0]["name"] = "Münze монета κέρμα <b>&amp; 硬币 동전 เหรียญ"  # type: ignore[index]  # it is ready
    release.save(update_fields=["figures"])

    words = read(releases.exported(release, Export.REPORT))

    shown = "Münze монета κέρμα <b>&amp; 硬币 동전 (letters that this file cannot show)"
    assert shown in words


def test_a_withdrawn_release_says_so_in_its_report(place: Workplace) -> None:
    release = releases.published(place)
    actions.withdraw(
        actor_id=place.manager.pk, release_id=release.pk, reason="Shifted boxes.", now=clock.now()
    )

    words = read(releases.exported(Release.objects.get(pk=release.pk), Export.REPORT))

    assert "Withdrawn. Do not use it any more: Shifted boxes." in words


def test_a_report_from_before_the_withdrawal_is_given_out_no_more(place: Workplace) -> None:
    release = releases.published(place)
    before = releases.exported(release, Export.REPORT)
    labels = releases.exported(release)
    waiting, _ = actions.request_export(
        actor_id=place.manager.pk, release_id=release.pk, format_key=Export.REPORT,
        has_pictures=False, now=clock.now(), language="es",
    )  # fmt: skip

    actions.withdraw(
        actor_id=place.manager.pk, release_id=release.pk, reason="Shifted boxes.", now=clock.now()
    )
    after = releases.exported(Release.objects.get(pk=release.pk), Export.REPORT)
    actions.build_export(export_id=waiting.pk, clock=clock.now)

    for export in (before, labels, waiting):
        export.refresh_from_db()
    assert (before.state, before.error_code, before.file.name) == (
        Operation.State.FAILED, "release_withdrawn", "",
    )  # fmt: skip
    assert labels.state == Operation.State.DONE
    assert "Shifted boxes." in read(after)
    assert "Shifted boxes." in read(waiting)


def test_a_release_without_people_names_none_and_the_same_bytes_come_twice(
    place: Workplace,
) -> None:
    release = releases.ready(place, plan={"people": "left_out"})

    first = releases.exported(release, Export.REPORT)
    Export.objects.filter(pk=first.pk).update(state=Operation.State.FAILED)
    second = releases.exported(release, Export.REPORT)

    assert "Annotators not known" in read(first)
    assert first.sha256 == second.sha256


def test_the_report_comes_in_the_language_that_is_asked_for(place: Workplace) -> None:
    release = releases.ready(place)
    english = releases.exported(release, Export.REPORT)

    spanish = releases.exported(release, Export.REPORT, language="es")
    again = releases.exported(release, Export.REPORT, language="es")

    words = read(spanish)
    assert f"{place.project.name}, entrega 1.0" in words
    assert "Alfa de Krippendorff" in words
    assert "Sin calibrar." in words
    assert "Moneda" not in words  # names stay as they were written
    assert "Coin 4 100,0 %" in words
    assert "Cómo leerlo" in words
    assert "Quality report" not in words
    assert spanish.file_stem.endswith("-1.0-report-es")
    assert spanish.pk == again.pk != english.pk


def test_people_and_the_least_sure_pictures_are_in_it(place: Workplace) -> None:
    release = releases.ready(place)
    frozen = release.items.select_related("item").earliest("lowest_confidence", "position")

    words = read(releases.exported(release, Export.REPORT))
    without = read(
        releases.exported(releases.ready(place, plan={"people": "left_out"}), Export.REPORT)
    )

    shapes = len(frozen.document["shapes"])
    pseudonyms = releases.pseudonyms(release)
    assert f"{frozen.item.name} {shapes} {frozen.lowest_confidence:.2f}" in words
    assert len(pseudonyms) == 3
    assert all(name in words for name in pseudonyms)
    assert "Least sure pictures" in without
    assert not any(name in without for name in pseudonyms)


def test_many_classes_are_said_as_pairs_and_calibration_is_drawn(place: Workplace) -> None:
    release = releases.ready(place)
    run = release.consensus_run
    assert run is not None
    size = 12
    counts = [[10.0 * (true == given) for given in range(size)] for true in range(size)]
    counts[0][5] = 1.0
    figure = {"value": 0.04, "lower": 0.01, "upper": 0.09, "n": 30, "undefined_reason": None}
    place_bin = {"n": 30, "confidence": 0.9, "accuracy": 0.87, "lower": 0.7, "upper": 0.95}
    run.report["parts"] = [  # type: ignore[index]  # it is done
        {
            "key": "breed", "kind": "question", "name": "Breed", "method": "dawid_skene",
            "reason": None, "candidates": [],
            "classes": [{"key": f"k{n}", "name": f"Breed {n}", "color": None} for n in range(size)],
            "confusion": {"rates": counts, "counts": counts, "undefined_reason": None},
            "calibration": {
                "is_calibrated": True, "kind": "temperature", "gold_count": 30, "reason": None,
                "error_before": figure, "error_after": figure,
                "curve_before": [], "curve": [place_bin],
            },
        }
    ]  # fmt: skip
    run.save(update_fields=["report"])

    words = read(releases.exported(release, Export.REPORT))

    assert "Calibrated (temperature) on 30 known answers." in words
    assert "0.90 0.87 0.70 to 0.95 30" in words
    assert "Breed 0 Breed 5 1 9.1 %" in words


def test_the_report_says_what_people_do_not_draw_and_draw_for_nothing(place: Workplace) -> None:
    release = releases.ready(place)
    run = release.consensus_run
    assert run is not None
    (part,) = run.report["parts"]  # type: ignore[index]  # it is done
    shares = [[0.75, 0.25], [1.0, 0.0]]
    part["confusion"]["background"] = {"rates": shares, "counts": [[30.0, 10.0], [4.0, 0.0]]}
    run.save(update_fields=["report"])

    words = read(releases.exported(release, Export.REPORT))

    assert "True, then answered Coin Not drawn" in words
    assert "Coin 75 % 25 %" in words
    assert "Nothing there 100 % 0 %" in words
