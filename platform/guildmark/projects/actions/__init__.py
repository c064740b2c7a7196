"""What changes projects, their schemas and their guidelines."""

from guildmark.projects.actions.examples import create_example, delete_example, update_example
from guildmark.projects.actions.guidelines import (
    create_guideline_draft,
    discard_guideline_draft,
    publish_guideline,
    retract_guideline,
    update_guideline_draft,
)
from guildmark.projects.actions.projects import (
    activate_project,
    begin_project_deletion,
    close_project,
    create_project,
    fix_currency,
    update_project,
)
from guildmark.projects.actions.questions import (
    answer_guideline_question,
    ask_about_guideline,
)
from guildmark.projects.actions.schemas import create_schema_version
from guildmark.projects.actions.translations import save_translation

__all__ = [
    "activate_project",
    "answer_guideline_question",
    "ask_about_guideline",
    "begin_project_deletion",
    "close_project",
    "create_example",
    "create_guideline_draft",
    "create_project",
    "create_schema_version",
    "delete_example",
    "discard_guideline_draft",
    "fix_currency",
    "publish_guideline",
    "retract_guideline",
    "save_translation",
    "update_example",
    "update_guideline_draft",
    "update_project",
]
