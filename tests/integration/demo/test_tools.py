"""The project for trying tools: a visitor may work there, and finds a model's drafts."""

import pytest

from concord.documents import compile_schema, draft_problems
from guildmark.accounts.models import User
from guildmark.core.clock import now
from guildmark.demo import schemas
from guildmark.demo.accounts import ANNOTATOR
from guildmark.demo.pictures import photographs
from guildmark.demo.seed import plans, projects, tools
from guildmark.demo.seed.scale import SMALL
from guildmark.demo.seed.staff import make_everybody
from guildmark.work.actions import claim_next, draw_suggestion
from guildmark.work.models import Suggestion
from guildmark.work.queries.leases import Lease

pytestmark = pytest.mark.django_db


def test_a_visitor_begins_with_the_drafts_of_a_model() -> None:
    staff = make_everybody((), now=now())
    visitor = User.objects.get(email=ANNOTATOR.email)
    prepared = projects.prepare(plans.tools_plan(SMALL, seed=7), staff, now=now())
    project = prepared.seeded.project

    tools.lay_out(prepared, staff, visitor)
    claimed = claim_next(user_id=visitor.pk, project_id=project.pk, now=now())
    assert isinstance(claimed, Lease)
    draft = draw_suggestion(user_id=visitor.pk, assignment_id=claimed.assignment_id, now=now())

    drafts = Suggestion.objects.filter(project=project).select_related("item")
    assert draft is not None
    assert draft.source_name == tools.MODEL
    assert len(drafts) == photographs.COUNT + SMALL.tools_open
    assert {shape["kind"] for one in drafts for shape in one.document["shapes"]} == {
        label["kind"] for label in schemas.TOOLS["labels"]
    } - {"mask"}
    for one in drafts:
        size = {"width_px": one.item.width_px, "height_px": one.item.height_px}
        schema = compile_schema(schemas.TOOLS)
        assert draft_problems(one.document, schema=schema, **size) == ()
