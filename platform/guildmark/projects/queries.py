"""Reads of the projects app."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from guildmark.communities import queries as communities
from guildmark.core.errors import NotFound
from guildmark.datasets.media import image_url
from guildmark.datasets.models import Item
from guildmark.projects.counterparts import original_headings
from guildmark.projects.differences import Line, differences
from guildmark.projects.languages import nearest
from guildmark.projects.markdown import item_ids, render_markdown
from guildmark.projects.models import (
    GuidelineExample,
    GuidelineQuestion,
    GuidelineTranslation,
    GuidelineVersion,
    Project,
    SchemaVersion,
)


def projects_of(organisation_id: int) -> QuerySet[Project]:
    """The projects of an organisation by name, with what `_described` adds."""
    return _described().filter(organisation_id=organisation_id).order_by("name", "pk")


def project(project_id: int) -> Project:
    """One project with what `_described` adds. Raises NotFound."""
    found = _described().filter(pk=project_id).first()
    if found is None:
        raise NotFound
    return found


def datasets_with_superpixels() -> list[int]:
    """Datasets that a project which is worked in, or will be, wants parted into cells."""
    coming = (Project.State.DRAFT, Project.State.ACTIVE)
    wanting = Project.objects.filter(has_superpixels=True, state__in=coming)
    found = (
        wanting.exclude(dataset=None).order_by("dataset_id").values_list("dataset_id").distinct()
    )
    return [dataset_id for (dataset_id,) in found if dataset_id is not None]


def _described() -> QuerySet[Project]:
    """With community and dataset, and lists of at most one: `newest_schemas`, `published`."""
    newest = SchemaVersion.objects.order_by("project_id", "-number").distinct("project_id")
    published = GuidelineVersion.objects.filter(state=GuidelineVersion.State.PUBLISHED)
    return Project.objects.select_related("community", "dataset").prefetch_related(
        Prefetch("schema_versions", queryset=newest, to_attr="newest_schemas"),
        Prefetch("guideline_versions", queryset=published, to_attr="published"),
    )


def schema_versions(project_id: int) -> QuerySet[SchemaVersion]:
    """All versions of a project's schema with who made them, the newest first."""
    found = SchemaVersion.objects.filter(project_id=project_id)
    return found.select_related("created_by").order_by("-number")


def current_schema(project_id: int) -> SchemaVersion | None:
    """The version in force, or None before the first."""
    return SchemaVersion.objects.filter(project_id=project_id).order_by("-number").first()


def current_schemas(project_ids: Collection[int]) -> dict[int, SchemaVersion]:
    """The versions in force by project, without those that have none yet; one query."""
    newest = SchemaVersion.objects.filter(project_id__in=project_ids)
    found = newest.order_by("project_id", "-number").distinct("project_id")
    return {one.project_id: one for one in found}


def guideline_versions(project_id: int) -> QuerySet[GuidelineVersion]:
    """All versions of a project's guideline with their examples, the newest first."""
    found = GuidelineVersion.objects.filter(project_id=project_id)
    return _with_examples(found).order_by("-major", "-minor")


def guideline_version(guideline_version_id: int) -> GuidelineVersion:
    """One version with its examples. Raises NotFound."""
    found = _with_examples(GuidelineVersion.objects.filter(pk=guideline_version_id)).first()
    if found is None:
        raise NotFound
    return found


def guideline_version_before(version: GuidelineVersion) -> GuidelineVersion:
    """The version before this one with its examples; the same where it is the first."""
    older = Q(major__lt=version.major) | Q(major=version.major, minor__lt=version.minor)
    return guideline_versions(version.project_id).filter(older).first() or version


def published_guideline(project_id: int) -> GuidelineVersion | None:
    """The version in force with its examples, or None before the first."""
    published = GuidelineVersion.State.PUBLISHED
    return _with_examples(
        GuidelineVersion.objects.filter(project_id=project_id, state=published)
    ).first()


def last_guideline(project_id: int) -> GuidelineVersion | None:
    """The version in force, or else the one that was last; None before the first."""
    ended = (GuidelineVersion.State.SUPERSEDED, GuidelineVersion.State.RETRACTED)
    found = GuidelineVersion.objects.filter(project_id=project_id, state__in=ended)
    return published_guideline(project_id) or found.order_by("-major", "-minor").first()


def _with_examples(found: QuerySet[GuidelineVersion]) -> QuerySet[GuidelineVersion]:
    examples = GuidelineExample.objects.select_related("item").order_by("position", "pk")
    return found.select_related("project").prefetch_related(Prefetch("examples", queryset=examples))


def guideline_example(example_id: int) -> GuidelineExample:
    """One example with its item, version and project. Raises NotFound."""
    found = (
        GuidelineExample.objects.select_related("item", "guideline_version__project")
        .filter(pk=example_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def may_preview(*, user_id: int, project: Project) -> bool:
    """May this person read the guideline: a member, or one who meets the door "preview"?"""
    community_id = project.community_id
    if community_id is None or not project.is_shown:
        return False
    if communities.is_active_member(user_id=user_id, community_id=community_id):
        return True
    return communities.meets(user_id=user_id, community_ids=[community_id])[community_id].preview


@dataclass(frozen=True)
class GuidelineText:
    """A guideline version with its text as safe HTML, and how labels are drawn, by their key.

    `questions` are those of the schema's definition, to say what examples answer.
    `language` is that of a translation, empty for the text itself; `languages` are those there are.
    `original_headings` are what the headings of a translation say in the text itself, in order;
    none where it has others.
    """

    version: GuidelineVersion
    body_html: str
    label_colors: Mapping[str, str]
    label_edges: Mapping[str, list[list[str]]]
    questions: list[dict[str, Any]]  # JSON of the definition
    language: str = ""
    languages: tuple[str, ...] = ()
    original_headings: tuple[str, ...] = ()


def rendered_guidelines(
    versions: Collection[GuidelineVersion], *, viewer: str
) -> list[GuidelineText]:
    """Versions of one project with their HTML: one query for all the pictures in them.

    Colours and skeletons are those of the schema in force, for every version: one query more.
    """
    wanted = set().union(*(item_ids(version.body_markdown) for version in versions))
    organisations = {version.project.organisation_id for version in versions}
    urls = _item_urls(wanted, organisations, viewer=viewer)
    schema = current_schema(next(iter(versions)).project_id) if versions else None
    labels = [] if schema is None else schema.definition["labels"]
    questions = [] if schema is None else schema.definition["questions"]
    colors = {label["key"]: label["color"] for label in labels}
    edges = {label["key"]: label["skeleton"]["edges"] for label in labels if label.get("skeleton")}
    return [
        GuidelineText(
            version,
            render_markdown(version.body_markdown, item_urls=urls),
            colors,
            edges,
            questions,
        )
        for version in versions
    ]


def _item_urls(
    wanted: Collection[int], organisation_ids: Collection[int], *, viewer: str
) -> dict[int, str]:
    if not wanted:
        return {}
    found = Item.objects.filter(pk__in=wanted, organisation_id__in=organisation_ids)
    return {item.pk: image_url(item, viewer=viewer) for item in found}


def previewed(markdown: str, *, organisation_id: int, viewer: str) -> str:
    """A text that is being written as safe HTML, with the organisation's pictures in it."""
    urls = _item_urls(item_ids(markdown), [organisation_id], viewer=viewer)
    return render_markdown(markdown, item_urls=urls)


def rendered_guideline(version: GuidelineVersion, *, viewer: str) -> GuidelineText:
    """One version with its HTML."""
    return rendered_guidelines([version], viewer=viewer)[0]


def project_name(project_id: int) -> str:
    """What the project is called."""
    return Project.objects.values_list("name", flat=True).get(pk=project_id)


@dataclass(frozen=True)
class GuidelineDifference:
    """What a version changed against an older one: its text, and the captions of its examples."""

    before: GuidelineVersion
    after: GuidelineVersion
    lines: list[Line]
    examples_added: list[str]
    examples_removed: list[str]


def guideline_difference(before: GuidelineVersion, after: GuidelineVersion) -> GuidelineDifference:
    """Between two versions that carry their examples."""
    old, new = _example_names(before), _example_names(after)
    return GuidelineDifference(
        before=before,
        after=after,
        lines=differences(before.body_markdown, after.body_markdown),
        examples_added=[name for key, name in new.items() if key not in old],
        examples_removed=[name for key, name in old.items() if key not in new],
    )


def _example_names(version: GuidelineVersion) -> dict[tuple[int, str, str], str]:
    return {(one.item_id, one.verdict, one.caption): str(one) for one in version.examples.all()}


def guideline_questions(
    project_id: int, *, asked_by: int | None = None
) -> QuerySet[GuidelineQuestion]:
    """What was asked about a project's guideline, by anybody or by one person; the newest first."""
    found = GuidelineQuestion.objects.filter(project_id=project_id)
    if asked_by is not None:
        found = found.filter(asked_by_id=asked_by)
    return found.select_related("asked_by", "guideline_version", "answered_in").order_by(
        "-asked_at", "-id"
    )


def guideline_question(question_id: int) -> GuidelineQuestion:
    """One with its project. Raises NotFound."""
    found = GuidelineQuestion.objects.select_related("project").filter(pk=question_id).first()
    if found is None:
        raise NotFound
    return found


def translations(guideline_version_id: int) -> list[GuidelineTranslation]:
    """The translations of a version with it, by language."""
    found = GuidelineTranslation.objects.filter(guideline_version_id=guideline_version_id)
    with_examples = found.select_related("guideline_version").prefetch_related(
        "guideline_version__examples"
    )
    return list(with_examples.order_by("language"))


def communities_read_in(language: str) -> QuerySet[Any]:
    """The ids of communities with an active project whose guideline is read in a language.

    That is a translation of the version in force that is up to date, also into another kind of it,
    which is then the nearest: of the language in which a guideline was written nothing is known. To
    be asked within a query.
    """
    plain = language.split("-", maxsplit=1)[0]
    return up_to_date(
        GuidelineTranslation.objects.filter(
            Q(language=plain) | Q(language__startswith=f"{plain}-"),
            guideline_version__state=GuidelineVersion.State.PUBLISHED,
            guideline_version__project__state=Project.State.ACTIVE,
            guideline_version__project__community__isnull=False,
        )
    ).values("guideline_version__project__community_id")


def up_to_date(found: QuerySet[GuidelineTranslation]) -> QuerySet[GuidelineTranslation]:
    """Of translations those that say what their version says now."""
    return found.filter(source_markdown=F("guideline_version__body_markdown"))


def rendered_in(version: GuidelineVersion, *, language: str, viewer: str) -> GuidelineText:
    """A version in a language where there is a translation that is up to date, else as written.

    Captions of its examples too, which have to be fetched with it (as `published_guideline` does).
    """
    text = rendered_guideline(version, viewer=viewer)
    current = _current_translations(version)
    languages = tuple(current)
    found = nearest(language, current)
    if found is None:
        return replace(text, languages=languages)
    organisation_id = version.project.organisation_id
    chosen = current[found]
    html = previewed(chosen.body_markdown, organisation_id=organisation_id, viewer=viewer)
    for example in text.version.examples.all():
        # of what was fetched for this reader alone; one that is not translated stays as written
        example.caption = chosen.captions.get(example.caption) or example.caption
    return replace(
        text,
        body_html=html,
        language=found,
        languages=languages,
        original_headings=original_headings(
            translation=chosen.body_markdown, original=version.body_markdown
        ),
    )


def translation_read_in(version: GuidelineVersion, language: str) -> GuidelineTranslation | None:
    """The translation that is read by who asks for a language, None where that is the original."""
    current = _current_translations(version)
    found = nearest(language, current)
    return None if found is None else current[found]


def _current_translations(version: GuidelineVersion) -> dict[str, GuidelineTranslation]:
    """Those that are up to date, by language."""
    return {
        one.language: one
        for one in translations(version.pk)
        if one.source_markdown == version.body_markdown
    }
