"""Who may do what with known answers, and see how people do."""

from guildmark.work.actions import require_seat
from guildmark.work.models import Assignment, Seat, Submission
from tests.api.access import MANAGERS, REVIEWERS, Access, World, own, person, staff
from tests.factories import consensus, quality, work
from tests.factories.work import Workplace

PROJECT = "/api/v1/projects/{project_id}"
GOLD = "/api/v1/gold-items/{gold_item_id}"
CONTEST = "/api/v1/gold-contests/{gold_contest_id}"
PERSON = f"{PROJECT}/people/{{user_id}}"
RESTRICTION = "/api/v1/restrictions/{restriction_id}"
APPEAL = "/api/v1/appeals/{appeal_id}"


def _labelled(world: World) -> Workplace:
    """A project with two pictures that three people have answered."""
    place = work.workplace(items=2, organisation=world.organisation)
    return consensus.labelled(place=place)


def _own_place(world: World) -> Workplace:
    """A project that the annotator has come to work on."""
    place = work.workplace(items=1, organisation=world.organisation)
    work.annotator(place, user=world.annotator)
    require_seat(user_id=world.annotator.pk, project_id=place.project.pk, now=work.NOW)
    return place


def _restriction_id(world: World) -> int:
    """A pause of the annotator."""
    return quality.pause(world["own_place"], world.annotator).pk


def _appeal_id(world: World) -> int:
    """What the annotator says against another pause."""
    pause = quality.pause(world["own_place"], world.annotator)
    return quality.appeal(pause).pk


def _rejected_id(world: World) -> int:
    """Work of the annotator that was rejected a moment ago."""
    return quality.rejected(_own_place(world), world.annotator).assignment_id


def _answers(world: World) -> dict[str, list[int]]:
    place: Workplace = world["labelled"]
    of_project = Assignment.objects.filter(project=place.project, state="submitted")
    return {"assignment_ids": [of_project.values_list("pk", flat=True)[0]]}


def _words(world: World) -> dict[str, str]:
    return {"text": "I drew what the guideline shows."}


def _answer(world: World) -> dict[str, str]:
    return {"answer": "We looked at it again."}


def _taught(world: World) -> Submission:
    """An answer of the annotator to gold that teaches."""
    place = work.workplace(items=1, organisation=world.organisation)
    work.open_batch(place, gold_share=0.5)
    return quality.taught(place, quality.gold_item(place, is_hidden=False), world.annotator)


def _firing_id(world: World) -> int:
    """What a rule did to somebody whose checks are wrong."""
    place = work.workplace(items=1, organisation=world.organisation)
    work.open_batch(place, gold_share=0.5)
    return quality.fired(place).pk


MAKERS = {
    "taught_id": lambda world: _taught(world).assignment_id,
    "gold_contest_id": lambda world: quality.contest(_taught(world)).pk,
    "own_place": _own_place,
    "own_project_id": lambda world: world["own_place"].project.pk,
    "restriction_id": _restriction_id,
    "appeal_id": _appeal_id,
    "rejected_id": _rejected_id,
    "rule_id": lambda world: quality.rule(work.workplace(organisation=world.organisation)).pk,
    "firing_id": _firing_id,
    "trial_id": lambda world: quality.trial(work.workplace(organisation=world.organisation)).pk,
    "labelled": _labelled,
    "labelled_project_id": lambda world: world["labelled"].project.pk,
    "worker_id": lambda world: (
        Seat.objects.filter(project=world["labelled"].project).earliest("pk").annotator_id
    ),
    "gold_item_id": lambda world: quality.gold_item(world["labelled"]).pk,
    "gold_candidate_id": lambda world: work.add_items(world["labelled"], 1)[0].pk,
}
_TAUGHT = {"assignment_id": lambda world: world["taught_id"]}
_IN_PROJECT = {"project_id": lambda world: world["labelled_project_id"]}
_PERSON = {**_IN_PROJECT, "user_id": lambda world: world["worker_id"]}

_RULE = {
    "name": "Half of the checks",
    "statistic": "gold_upper_bound",
    "last": 20,
    "least": 8,
    "threshold": 0.5,
    "action": "pause",
    "parameters": {"days": 3},
}
_RULE_ROUTE = "/api/v1/quality-rules/{rule_id}"

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", f"{PROJECT}/gold-items"): staff(MANAGERS, parameters=_IN_PROJECT),
    ("POST", f"{PROJECT}/gold-items"): staff(
        MANAGERS,
        parameters=_IN_PROJECT,
        creates=lambda world: {
            "item_id": world["gold_candidate_id"],
            "reference": work.boxes(2),
        },
    ),
    ("GET", f"{PROJECT}/gold-bank"): staff(MANAGERS, parameters=_IN_PROJECT),
    ("GET", f"{PROJECT}/gold-contests"): staff(MANAGERS, parameters=_IN_PROJECT),
    ("GET", GOLD): staff(MANAGERS),
    ("POST", f"{GOLD}/correct"): staff(MANAGERS, body=lambda world: {"reference": work.boxes(3)}),
    ("POST", f"{GOLD}/explain"): staff(MANAGERS, body=lambda world: {"explanation": "Two coins."}),
    ("POST", f"{CONTEST}/uphold"): staff(
        MANAGERS, body=lambda world: {"answer": "Right.", "reference": work.boxes(3)}
    ),
    ("POST", f"{CONTEST}/reject"): staff(MANAGERS, body=lambda world: {"answer": "Look again."}),
    ("POST", "/api/v1/me/gold-contests/{gold_contest_id}/withdraw"): own(),
    ("GET", "/api/v1/me/gold-contests"): person(),
    ("GET", "/api/v1/assignments/{assignment_id}/feedback"): own(parameters=_TAUGHT),
    ("POST", "/api/v1/assignments/{assignment_id}/contest"): own(
        parameters=_TAUGHT, creates=lambda world: {"reason": "The left coin is a button."}
    ),
    ("POST", f"{GOLD}/suspend"): staff(MANAGERS),
    ("POST", f"{GOLD}/activate"): staff(MANAGERS),
    ("POST", f"{GOLD}/retire"): staff(MANAGERS),
    ("GET", f"{PROJECT}/people"): staff(MANAGERS, parameters=_IN_PROJECT),
    ("GET", PERSON): staff(MANAGERS, parameters=_PERSON),
    ("GET", f"{PERSON}/restrictions"): staff(REVIEWERS, parameters=_PERSON),
    ("POST", f"{PERSON}/restrictions"): staff(
        MANAGERS,
        parameters=_PERSON,
        creates=lambda world: {"kind": "notice", "reason": "Please draw closer."},
    ),
    ("GET", f"{PERSON}/work"): staff(REVIEWERS, parameters=_PERSON),
    ("GET", f"{PERSON}/rejection-budget"): staff(REVIEWERS, parameters=_PERSON),
    ("GET", f"{PERSON}/void"): staff(MANAGERS, parameters=_PERSON),
    ("POST", f"{PERSON}/void"): staff(
        MANAGERS, parameters=_PERSON, creates=lambda world: {"reason": "Guessed."}
    ),
    ("POST", f"{PROJECT}/work/accept"): staff(REVIEWERS, parameters=_IN_PROJECT, body=_answers),
    ("POST", f"{PROJECT}/work/reject"): staff(
        REVIEWERS,
        parameters=_IN_PROJECT,
        body=lambda world: {**_answers(world), "reason_code": "careless"},
    ),
    ("GET", f"{PROJECT}/work/{{assignment_id}}"): staff(
        REVIEWERS,
        parameters={
            **_IN_PROJECT,
            "assignment_id": lambda world: _answers(world)["assignment_ids"][0],
        },
    ),
    ("GET", f"{PROJECT}/appeals"): staff(REVIEWERS, parameters=_IN_PROJECT),
    ("POST", f"{RESTRICTION}/lift"): staff(MANAGERS, body=lambda world: {}),
    ("POST", f"{RESTRICTION}/appeals"): own(creates=_words),
    ("POST", "/api/v1/assignments/{assignment_id}/appeals"): own(
        parameters={"assignment_id": lambda world: world["rejected_id"]}, creates=_words
    ),
    ("POST", f"{APPEAL}/take"): staff(REVIEWERS),
    ("POST", f"{APPEAL}/uphold"): staff(REVIEWERS, body=_answer),
    ("POST", f"{APPEAL}/reject"): staff(REVIEWERS, body=_answer),
    ("POST", f"{APPEAL}/withdraw"): own(),
    ("GET", "/api/v1/me/restrictions"): person(),
    ("GET", "/api/v1/me/appeals"): person(),
    ("GET", "/api/v1/me/rejected-work"): person(),
    ("GET", "/api/v1/quality-statistics"): person(),
    ("GET", f"{PROJECT}/quality-rules"): staff(MANAGERS, parameters=_IN_PROJECT),
    ("POST", f"{PROJECT}/quality-rules"): staff(
        MANAGERS, parameters=_IN_PROJECT, creates=lambda world: _RULE
    ),
    ("GET", _RULE_ROUTE): staff(MANAGERS),
    ("PUT", _RULE_ROUTE): staff(MANAGERS, body=lambda world: {**_RULE, "name": "A", "revision": 1}),
    ("POST", f"{_RULE_ROUTE}/switch-on"): staff(MANAGERS),
    ("POST", f"{_RULE_ROUTE}/switch-off"): staff(MANAGERS),
    ("GET", f"{PROJECT}/rule-firings"): staff(MANAGERS, parameters=_IN_PROJECT),
    ("GET", "/api/v1/rule-firings/{firing_id}/work"): staff(MANAGERS),
    ("GET", f"{PROJECT}/rule-trials"): staff(MANAGERS, parameters=_IN_PROJECT),
    ("POST", f"{PROJECT}/rule-trials"): staff(
        MANAGERS, parameters=_IN_PROJECT, creates=lambda world: _RULE
    ),
    ("GET", "/api/v1/rule-trials/{trial_id}"): staff(MANAGERS),
    ("POST", "/api/v1/rule-trials/{trial_id}/cancel"): staff(MANAGERS),
    ("GET", "/api/v1/me/quality"): person(),
    ("GET", "/api/v1/me/quality/{project_id}"): own(
        parameters={"project_id": lambda world: world["own_project_id"]}
    ),
}
