"""What changes training: its plan, its questions, and how far people are."""

from guildmark.training.actions.answers import answer_question, keep_quiz_draft
from guildmark.training.actions.attempts import (
    close_overdue,
    expire_attempts,
    forgive_attempt,
    start_attempt,
    submit_attempt,
)
from guildmark.training.actions.bank import (
    create_quiz_question,
    create_written_question,
    retire_quiz_question,
    update_quiz_question,
)
from guildmark.training.actions.comprehension import (
    answer_comprehension,
    create_comprehension_question,
    delete_comprehension_question,
    update_comprehension_question,
)
from guildmark.training.actions.following import follow_qualification
from guildmark.training.actions.gone import stop_teaching
from guildmark.training.actions.plans import update_plan
from guildmark.training.actions.practice import (
    create_practice_item,
    delete_practice_item,
    try_practice,
    update_practice_item,
)
from guildmark.training.actions.qualifications import (
    expire_qualifications,
    extend_qualification,
    grant_by_hand,
    grant_qualification,
    make_qualifications_stale,
    restore_qualification,
    revoke_qualification,
    suspend_qualification,
    warn_of_end,
)
from guildmark.training.actions.readings import read_guideline
from guildmark.training.actions.translations import save_training_translation

__all__ = [
    "answer_comprehension",
    "answer_question",
    "close_overdue",
    "create_comprehension_question",
    "create_practice_item",
    "create_quiz_question",
    "create_written_question",
    "delete_comprehension_question",
    "delete_practice_item",
    "expire_attempts",
    "expire_qualifications",
    "extend_qualification",
    "follow_qualification",
    "forgive_attempt",
    "grant_by_hand",
    "grant_qualification",
    "keep_quiz_draft",
    "make_qualifications_stale",
    "read_guideline",
    "restore_qualification",
    "retire_quiz_question",
    "revoke_qualification",
    "save_training_translation",
    "start_attempt",
    "stop_teaching",
    "submit_attempt",
    "suspend_qualification",
    "try_practice",
    "update_comprehension_question",
    "update_plan",
    "update_practice_item",
    "update_quiz_question",
    "warn_of_end",
]
