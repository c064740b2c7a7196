"""Right, wrong and borderline examples of a guideline draft."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from guildmark.core.errors import FieldProblem, NotFound, WrongInput
from guildmark.datasets.models import Item
from guildmark.projects import queries
from guildmark.projects.actions.guidelines import locked_draft
from guildmark.projects.documents import compiled_schema, require_draft
from guildmark.projects.errors import SchemaMissing
from guildmark.projects.models import GuidelineExample, GuidelineVersion

#: What a manager may change of an example.
CHANGEABLE = frozenset({"item_id", "label_key", "verdict", "caption", "document"})


@transaction.atomic
def create_example(
    *,
    guideline_version_id: int,
    item_id: int,
    label_key: str,
    verdict: str,
    caption: str,
    document: Any,  # JSON from outside: judged below
) -> GuidelineExample:
    """Add an example to a draft, after the others. Calling twice adds two.

    Records nothing, as drafts do. The document need not be complete: leaving things out may be
    what the example shows. Raises NotADraft, SchemaMissing, WrongInput (item, label) and
    WrongDocument.
    """
    draft = locked_draft(guideline_version_id)
    last = draft.examples.aggregate(last=Max("position"))["last"]
    example = GuidelineExample(
        guideline_version=draft,
        item_id=item_id,
        label_key=label_key,
        verdict=verdict,
        caption=caption,
        document=document,
        position=0 if last is None else last + 1,
    )
    _judge(draft, example)
    example.save()
    return example


@transaction.atomic
def update_example(*, example_id: int, changes: dict[str, Any]) -> GuidelineExample:
    """Change columns of CHANGEABLE (JSON from outside). Safe to call twice. Raises as creating."""
    draft = locked_draft(queries.guideline_example(example_id).guideline_version_id)
    example = _of(draft, example_id)
    assert changes.keys() <= CHANGEABLE  # noqa: S101  the caller's mistake, not a person's
    for key, value in changes.items():
        setattr(example, key, value)
    _judge(draft, example)
    example.save()
    return example


@transaction.atomic
def delete_example(*, example_id: int) -> None:
    """Take an example out of a draft. Raises NotADraft, and NotFound the second time."""
    draft = locked_draft(queries.guideline_example(example_id).guideline_version_id)
    _of(draft, example_id).delete()


def _of(draft: GuidelineVersion, example_id: int) -> GuidelineExample:
    """The example under the draft's lock: another request may have taken it away."""
    example = draft.examples.filter(pk=example_id).first()
    if example is None:
        raise NotFound
    return example


def _judge(draft: GuidelineVersion, example: GuidelineExample) -> None:
    """Raises SchemaMissing, WrongInput and WrongDocument."""
    version = queries.current_schema(draft.project_id)
    if version is None:
        raise SchemaMissing
    organisation_id = draft.project.organisation_id
    item = Item.objects.filter(pk=example.item_id, organisation_id=organisation_id).first()
    if item is None or item.is_gone:
        sentence = "The organisation has no such item."
        raise WrongInput(errors=(FieldProblem("item_id", "unknown", sentence),))
    if example.label_key and not compiled_schema(version.pk).has_subject(example.label_key):
        sentence = "The label schema has no such label or option."
        raise WrongInput(errors=(FieldProblem("label_key", "unknown", sentence),))
    require_draft(
        example.document,
        schema_version_id=version.pk,
        width_px=item.width_px,
        height_px=item.height_px,
    )
