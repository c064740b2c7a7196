"""What the pages call usual is what a new project has."""

import json
from pathlib import Path

import pytest
from django.db.models import Field, Model

from guildmark.projects.models import Project
from guildmark.training.models import TrainingPlan

PAGES = Path(__file__).parents[2] / "frontend/src/pages"


@pytest.mark.parametrize(("page", "model"), [("settings", Project), ("training", TrainingPlan)])
def test_a_page_knows_the_values_that_a_new_row_has(page: str, model: type[Model]) -> None:
    usual = json.loads((PAGES / page / "defaults.json").read_text(encoding="utf-8"))

    assert usual != {}
    assert usual == {name: _default(model, name) for name in usual}


def _default(model: type[Model], name: str) -> object:
    field = model._meta.get_field(name)
    assert isinstance(field, Field)
    value: object = field.get_default()
    return value
