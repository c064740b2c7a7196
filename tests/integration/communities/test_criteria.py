"""Criteria let in whom they name: judged one by one and counted by the database alike."""

from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.communities import queries
from guildmark.communities.criteria import doors_met, held_under, parse_criteria
from guildmark.communities.criteria_sql import criteria_query
from guildmark.communities.errors import WrongCriteria
from guildmark.communities.models import Trait
from tests.factories.accounts import organisation, person
from tests.factories.communities import clause, community, declare, hold

pytestmark = pytest.mark.django_db

VALUES: dict[str, list[Any]] = {
    "colour": ["red", "blue", None],
    "tools": [["hammer"], ["hammer", "saw"], ["saw"], None],
    "height": [150, 175.5, 200, None],
    "born": ["1990-05-01", "2001-12-31", None],
    "town": ["Porto", "Faro", None],
    "glasses": [True, False, None],
}
TYPES = {
    "colour": Trait.Type.CHOICE,
    "tools": Trait.Type.CHOICES,
    "height": Trait.Type.NUMBER,
    "born": Trait.Type.DATE,
    "town": Trait.Type.TEXT,
    "glasses": Trait.Type.BOOLEAN,
}
OPTIONS = {"colour": ["red", "blue"], "tools": ["hammer", "saw"]}
CASES = [
    ("colour", "=", "red", ["red"]),
    ("colour", "!=", "red", ["blue"]),
    ("colour", "in", ["red", "blue"], ["red", "blue"]),
    ("colour", "not_in", ["red"], ["blue"]),
    ("colour", "exists", None, ["red", "blue"]),
    ("colour", "missing", None, [None]),
    ("tools", "contains_any", ["hammer", "saw"], [["hammer"], ["hammer", "saw"], ["saw"]]),
    ("tools", "contains_all", ["hammer", "saw"], [["hammer", "saw"]]),
    ("tools", "contains_none", ["hammer"], [["saw"]]),
    ("height", "=", 175.5, [175.5]),
    ("height", "<", 175.5, [150]),
    ("height", "<=", 175.5, [150, 175.5]),
    ("height", ">", 175.5, [200]),
    ("height", ">=", 175.5, [175.5, 200]),
    ("height", "in", [150, 200], [150, 200]),
    ("born", "<", "2000-01-01", ["1990-05-01"]),
    ("born", ">=", "2000-01-01", ["2001-12-31"]),
    ("town", "=", "Faro", ["Faro"]),
    ("town", "=", "  fARO ", ["Faro"]),
    ("town", "!=", "FARO", ["Porto"]),
    ("town", "in", ["porto", "LISBOA"], ["Porto"]),
    ("town", "not_in", ["Faro", "Lisboa"], ["Porto"]),
    ("glasses", "=", True, [True]),
    ("glasses", "!=", True, [False]),
]


def _trait(key: str) -> Trait:
    options = [{"key": one, "name": one.title()} for one in OPTIONS.get(key, [])]
    return Trait.objects.create(
        key=key, name=key, question=f"{key}?", type=TYPES[key], options=options
    )


@pytest.mark.parametrize(("key", "operator", "value", "wanted"), CASES)
def test_an_operator_lets_in_the_same_people_in_python_and_in_sql(
    key: str, operator: str, value: object, wanted: list[Any]
) -> None:
    trait = _trait(key)
    people = {}
    for held in VALUES[key]:
        someone = people[repr(held)] = person()
        if held is not None:
            hold(someone, trait, held)
    criteria = parse_criteria({"take": [[clause(key, operator, value)]]}, {key: trait})

    judged = [
        held
        for held in VALUES[key]
        if doors_met(criteria, {} if held is None else {held_under(trait.pk): held}).take
    ]
    counted = set(User.objects.filter(criteria_query(criteria, door="take")))

    assert judged == wanted
    assert counted == {people[repr(held)] for held in wanted}


def test_groups_are_joined_by_and_clauses_by_or_and_doors_lie_behind_one_another() -> None:
    of = organisation()
    made = community(
        of,
        discover=[[clause("country", "in", ["PT", "ES"])]],
        preview=[
            [clause("native_language", "contains_any", ["pt"]), clause("other_languages", "exists")]
        ],
        take=[[clause("device", "contains_any", ["desktop"])]],
    )
    nobody, finder, reader, worker = person(), person(), person(), person()
    declare(nobody, native_language=["pt"], device=["desktop"])
    declare(finder, country="PT", device=["desktop"])
    declare(reader, country="ES", other_languages=["pt"])
    declare(worker, country="PT", native_language=["pt"], device=["desktop", "phone"])

    doors = {
        someone: queries.meets(user_id=someone.pk, community_ids=[made.pk])[made.pk]
        for someone in (nobody, finder, reader, worker)
    }

    assert [(d.discover, d.preview, d.take) for d in doors.values()] == [
        (False, False, False),
        (True, False, False),
        (True, True, False),
        (True, True, True),
    ]


def test_a_community_without_criteria_is_open_to_everybody() -> None:
    made = community(organisation())

    doors = queries.meets(user_id=person().pk, community_ids=[made.pk])[made.pk]

    assert (doors.discover, doors.preview, doors.take) == (True, True, True)


def test_a_person_is_told_in_plain_words_what_is_asked_and_what_they_meet() -> None:
    made = community(
        organisation(),
        discover=[[clause("country", "in", ["PT", "ES"])]],
        take=[
            [clause("native_language", "contains_any", ["pt"]), clause("other_languages", "exists")]
        ],
    )
    someone = person()
    declare(someone, country="ES")

    explained = queries.explain(user_id=someone.pk, community_id=made.pk)

    assert [(one.door, one.is_met, one.sentence, one.trait_keys) for one in explained] == [
        ("discover", True, "lives in Portugal or Spain", ["country"]),
        (
            "take",
            False,
            (
                "speaks Portuguese as a first language, or has answered “Which other languages do"
                " you read well enough to work in?”"
            ),
            ["native_language", "other_languages"],
        ),
    ]


def test_the_audience_is_counted_and_small_numbers_are_kept_back() -> None:
    of = organisation()  # with its owner
    for number in range(14):
        declare(person(), country="PT" if number < 12 else "ES", device=["phone"])
    doors = {
        "discover": [[clause("country", "=", "PT")]],
        "take": [[clause("device", "contains_any", ["desktop"])]],
    }

    audience = queries.audience(organisation_id=of.pk, doors=doors)

    assert audience.total == queries.AudienceCount(value=10, is_under_10=False)
    assert audience.doors == {
        "discover": queries.AudienceCount(value=10, is_under_10=False),
        "preview": queries.AudienceCount(value=10, is_under_10=False),
        "take": queries.AudienceCount(value=None, is_under_10=True),
    }
    assert [
        (one.door, one.index, one.sentence, one.meeting.value, one.without.value)
        for one in audience.clauses
    ] == [
        ("discover", 0, "lives in Portugal", 10, None),
        ("take", 0, "works on Desktop computer", None, 10),
    ]
    assert audience.contradictions == []


@pytest.mark.parametrize(
    ("count", "shown"),
    [(9, None), (10, 10), (19, 10), (987, 980), (1_234, 1_200), (98_765, 98_000)],
)
def test_a_count_is_shown_so_coarsely_that_two_of_them_point_at_nobody(
    count: int, shown: int | None
) -> None:
    assert queries.counted(count).value == shown


@pytest.mark.parametrize(
    ("doors", "path", "code"),
    [
        ([], "doors", "wrong_type"),
        ({"entrance": []}, "doors.entrance", "unknown_door"),
        ({"take": {}}, "doors.take", "wrong_type"),
        ({"take": [[]]}, "doors.take[0]", "empty_group"),
        ({"take": [["country"]]}, "doors.take[0][0]", "wrong_type"),
        ({"take": [[clause("shoe", "=", 42)]]}, "doors.take[0][0].trait", "unknown_trait"),
        ({"take": [[clause("country", "<", "PT")]]}, "doors.take[0][0].operator", "wrong_operator"),
        ({"take": [[clause("country", "=", "XX")]]}, "doors.take[0][0].value", "wrong_value"),
        ({"take": [[clause("country", "in", [])]]}, "doors.take[0][0].value", "wrong_value"),
        ({"take": [[clause("country", "=", "PT")]] * 101}, "doors", "too_many_clauses"),
        ({"take": [[clause("country", "=", "PT")]] * 61}, "doors", "too_many_groups"),
    ],
)
def test_criteria_that_make_no_sense_are_refused_at_their_place(
    doors: object, path: str, code: str
) -> None:
    with pytest.raises(WrongCriteria) as refusal:
        parse_criteria(doors, queries.traits_by_key(None))

    assert [(error.path, error.code) for error in refusal.value.errors] == [(path, code)]
