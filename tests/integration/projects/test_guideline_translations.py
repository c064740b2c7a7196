"""Guidelines in other languages: beside the original, out of date once it changes."""

from typing import Any

import pytest

from guildmark.projects import actions, queries
from guildmark.projects.differences import differences
from guildmark.projects.errors import OriginalChanged, TranslationChanged
from guildmark.projects.models import GuidelineVersion
from tests.factories import datasets, projects
from tests.factories.accounts import NOW, person
from tests.factories.projects import active_project

pytestmark = pytest.mark.django_db


def translate(version: GuidelineVersion, body: str) -> None:
    actions.save_translation(
        actor_id=person().pk,
        guideline_version_id=version.pk,
        language="pt",
        body_markdown=body,
        now=NOW,
    )


def test_people_read_the_translation_in_their_language() -> None:
    project = active_project()
    version = queries.published_guideline(project.pk)
    assert version is not None
    translate(version, "# Moedas")

    read = {
        language: queries.rendered_in(version, language=language, viewer="somebody")
        for language in ("pt", "de")
    }

    assert "Moedas" in read["pt"].body_html
    assert "How to" in read["de"].body_html
    assert [(one.language, one.languages) for one in read.values()] == [
        ("pt", ("pt",)),
        ("", ("pt",)),
    ]


def test_a_changed_original_makes_its_translation_out_of_date_until_it_is_done_anew() -> None:
    project = active_project()
    version = queries.published_guideline(project.pk)
    assert version is not None
    translate(version, "# Moedas")
    draft = projects.guideline_draft(project, "# How to\n\nDraw a tight box.", change="minor")

    (taken_along,) = queries.translations(draft.pk)
    changed = differences(taken_along.source_markdown, taken_along.guideline_version.body_markdown)
    stale = queries.rendered_in(draft, language="pt", viewer="somebody")
    translate(draft, "# Moedas\n\nUma caixa justa.")
    fresh = queries.rendered_in(draft, language="pt", viewer="somebody")

    assert taken_along.body_markdown == "# Moedas"
    assert [line.kind for line in changed] == ["same", "changed"]
    assert (stale.language, fresh.language) == ("", "pt")


def test_a_translation_of_a_text_that_changed_meanwhile_is_not_called_up_to_date() -> None:
    project = projects.active_project()
    draft = projects.guideline_draft(project, "# Cards")
    read = draft.revision
    actions.update_guideline_draft(guideline_version_id=draft.pk, body_markdown="# All cards")
    draft.refresh_from_db()
    # Any: the arguments of an action.
    said: dict[str, Any] = {
        "actor_id": person().pk,
        "guideline_version_id": draft.pk,
        "language": "pt",
        "body_markdown": "# Cartas",
        "now": NOW,
    }

    with pytest.raises(OriginalChanged):
        actions.save_translation(source_revision=read, **said)

    assert actions.save_translation(source_revision=draft.revision, **said).language == "pt"


def test_of_two_who_translate_side_by_side_the_second_is_told_and_nothing_is_lost() -> None:
    version = queries.published_guideline(active_project().pk)
    assert version is not None
    # Any: the arguments of an action.
    said: dict[str, Any] = {
        "actor_id": person().pk,
        "guideline_version_id": version.pk,
        "language": "pt",
        "now": NOW,
    }

    first = actions.save_translation(body_markdown="# Moedas", revision="", **said)
    with pytest.raises(TranslationChanged):
        actions.save_translation(body_markdown="# Moeda", revision="", **said)
    (kept,) = queries.translations(version.pk)
    again = actions.save_translation(body_markdown="# Moedas", revision="", **said)
    second = actions.save_translation(body_markdown="# Moeda", revision=first.revision, **said)
    with pytest.raises(TranslationChanged):
        actions.save_translation(body_markdown="# As moedas", revision=first.revision, **said)

    assert [kept.body_markdown, again.body_markdown] == ["# Moedas", "# Moedas"]
    assert [one.body_markdown for one in queries.translations(version.pk)] == ["# Moeda"]
    assert second.revision != first.revision


def test_a_kind_of_a_language_is_read_by_who_asks_for_the_language() -> None:
    version = queries.published_guideline(active_project().pk)
    assert version is not None
    for language, words in (("zh-Hant", "# 紙牌"), ("pt-BR", "# Cartas")):
        actions.save_translation(
            actor_id=person().pk,
            guideline_version_id=version.pk,
            language=language,
            body_markdown=words,
            now=NOW,
        )

    read = [
        queries.rendered_in(version, language=wanted, viewer="somebody").language
        for wanted in ("zh-Hant", "zh", "pt", "pt-PT", "es")
    ]

    assert read == ["zh-Hant", "zh-Hant", "pt-BR", "pt-BR", ""]


def test_captions_are_read_in_the_language_and_one_written_anew_as_it_is() -> None:
    project = projects.active_project()
    item = datasets.item(project.dataset)
    draft = projects.guideline_draft(project, "# How to", change="minor")
    examples = [projects.example(draft, item, projects.box(1, 1, 9, 9)) for _ in range(2)]
    for one, caption in zip(examples, ("Tight", "Loose"), strict=True):
        actions.update_example(example_id=one.pk, changes={"caption": caption})
    actions.save_translation(
        actor_id=person().pk,
        guideline_version_id=draft.pk,
        language="pt",
        body_markdown="# Como",
        captions={"Tight": " Justa ", "Loose": ""},
        now=NOW,
    )
    (before,) = queries.translations(draft.pk)
    actions.update_example(example_id=examples[0].pk, changes={"caption": "Very tight"})
    (after,) = queries.translations(draft.pk)
    actions.update_example(example_id=examples[0].pk, changes={"caption": "Tight"})
    actions.publish_guideline(actor_id=draft.created_by_id, guideline_version_id=draft.pk, now=NOW)
    version = queries.published_guideline(project.pk)
    assert version is not None

    text = queries.rendered_in(version, language="pt", viewer="somebody")
    read = [one.caption for one in text.version.examples.all()]

    assert before.captions == {"Tight": "Justa"}
    assert [one.lacking(one.guideline_version.examples.all()) for one in (before, after)] == [
        ["Loose"],
        ["Very tight", "Loose"],
    ]
    assert read == ["Justa", "Loose"]
    next_one = projects.guideline_draft(project, "# How to", change="minor")
    assert queries.translations(next_one.pk)[0].captions == {"Tight": "Justa"}


def test_of_two_who_translate_captions_the_second_is_told() -> None:
    project = projects.active_project()
    version = queries.published_guideline(project.pk)
    assert version is not None
    translate(version, "# Moedas")
    (read,) = queries.translations(version.pk)

    def save(captions: dict[str, str]) -> None:
        actions.save_translation(
            actor_id=person().pk,
            guideline_version_id=version.pk,
            language="pt",
            body_markdown="# Moedas",
            captions=captions,
            revision=read.revision,
            now=NOW,
        )

    save({"Tight": "Justa"})
    with pytest.raises(TranslationChanged):
        save({"Tight": "Apertada"})

    assert queries.translations(version.pk)[0].captions == {"Tight": "Justa"}
