"""Why work is skipped, sent back or rejected, or there is none: codes, with the sentence told.

One catalogue, so that a count of reasons compares like with like. What cannot be said with a code
is said in the note beside it.
"""

from collections.abc import Mapping

#: Why somebody could not answer.
SKIP_REASONS: Mapping[str, str] = {
    "bad_image": "The picture cannot be used.",
    "cannot_tell": "It cannot be told from the picture.",
    "other": "Something else; the note says what.",
}

#: What is wrong with an answer: for a verdict, for sending it back, for rejecting it.
ANSWER_REASONS: Mapping[str, str] = {
    "missed_objects": "Objects in the picture are not marked.",
    "extra_objects": "Something is marked that should not be.",
    "wrong_label": "An object has the wrong label.",
    "wrong_shape": "A shape does not fit its object closely enough.",
    "wrong_answer": "A question about the picture is answered wrongly.",
    "not_by_guideline": "The answer does not follow the guideline.",
    "careless": "The answer shows no attempt at the task.",
    "other": "Something else; the note says what.",
}

REASONS: Mapping[str, str] = {**SKIP_REASONS, **ANSWER_REASONS}

#: Why there is nothing to do, as `work_claim` says it.
WHY_EMPTY: Mapping[str, str] = {
    "nothing_left": "You have done everything there is to do here for now.",
    "all_leased": "Everything left is being worked on by others. Something may come back.",
    "comparing": "What others answered is being compared. One more opinion may be wanted.",
    "daily_cap": "You have reached the number of tasks for today.",
    "share_cap": "You have done your share of this batch. Others shall have a say too.",
    "paused": "The work is paused at the moment.",
    "opens_later": "What is left here has not opened yet.",
    "other_audience": "What is left here is meant for people with another profile.",
    "closed": "The work you were doing here was closed before all of it was done.",
    "not_eligible": "You cannot work on this project at the moment.",
}
