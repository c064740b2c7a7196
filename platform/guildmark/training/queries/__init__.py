"""What is known of people's ways into work."""

from guildmark.training.queries.attempts import Sitting, sitting
from guildmark.training.queries.banks import (
    Bank,
    bank,
    bank_of,
    comprehension_questions,
    plan,
    quiz_questions,
)
from guildmark.training.queries.people import (
    Funnel,
    Standing,
    ending_qualifications,
    funnel,
    is_qualified,
    qualification,
    qualifications,
    standing,
)
from guildmark.training.queries.ways import asked_questions, facts, way, ways

__all__ = [
    "Bank",
    "Funnel",
    "Sitting",
    "Standing",
    "asked_questions",
    "bank",
    "bank_of",
    "comprehension_questions",
    "ending_qualifications",
    "facts",
    "funnel",
    "is_qualified",
    "plan",
    "qualification",
    "qualifications",
    "quiz_questions",
    "sitting",
    "standing",
    "way",
    "ways",
]
