"""What is known of people's ways into work."""

from guildmark.training.queries.analysis import QuizAnalysis, quiz_analysis
from guildmark.training.queries.attempts import (
    Sitting,
    attempt_project_id,
    attempts,
    can_be_forgiven,
    scored_answers,
    seen_questions,
    sitting,
    with_known,
)
from guildmark.training.queries.banks import (
    Bank,
    bank,
    bank_of,
    comprehension_questions,
    parts_of,
    plan,
    quiz_questions,
)
from guildmark.training.queries.funnel import Funnel, funnel
from guildmark.training.queries.people import (
    Standing,
    ending_qualifications,
    granted,
    is_qualified,
    qualification,
    qualifications,
    standing,
)
from guildmark.training.queries.practice import (
    is_in_quiz,
    is_practised,
    is_shown,
    practice,
    practice_item,
    practice_items,
)
from guildmark.training.queries.translations import training_words, words_in
from guildmark.training.queries.ways import (
    asked_questions,
    community_ways,
    facts,
    has_used_all_attempts,
    require_learner,
    way,
    ways,
)

__all__ = [
    "Bank",
    "Funnel",
    "QuizAnalysis",
    "Sitting",
    "Standing",
    "asked_questions",
    "attempt_project_id",
    "attempts",
    "bank",
    "bank_of",
    "can_be_forgiven",
    "community_ways",
    "comprehension_questions",
    "ending_qualifications",
    "facts",
    "funnel",
    "granted",
    "has_used_all_attempts",
    "is_in_quiz",
    "is_practised",
    "is_qualified",
    "is_shown",
    "parts_of",
    "plan",
    "practice",
    "practice_item",
    "practice_items",
    "qualification",
    "qualifications",
    "quiz_analysis",
    "quiz_questions",
    "require_learner",
    "scored_answers",
    "seen_questions",
    "sitting",
    "standing",
    "training_words",
    "way",
    "ways",
    "with_known",
    "words_in",
]
