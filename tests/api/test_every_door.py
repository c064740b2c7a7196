"""What holds at every door: the form of what is sent, and who may keep what is answered."""

import pytest

from guildmark.accounts.models import Organisation
from guildmark.core.errors import Refusal
from guildmark.core.problem_page import kinds
from tests.conftest import SignIn
from tests.factories.accounts import organisation, person
from tests.factories.communities import community
from tests.factories.projects import project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["Evil\r\nBcc: a@example.com", "One\ntwo", "A\u2028B", "Bell\x07"])
def test_a_name_is_one_line(api: SignIn, name: str) -> None:
    answer = api(person()).post("/api/v1/organisations", {"name": name})

    assert (answer.status_code, answer.json()["errors"]) == (
        422,
        [{"path": "name", "code": "line_breaks", "message": "This must be one line of text."}],
    )
    assert not Organisation.objects.exists()


def test_what_a_person_is_called_is_one_line(api: SignIn) -> None:
    answer = api(person()).patch("/api/v1/me", {"display_name": "Ada\n\nPay here: example.com"})

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "line_breaks")


def test_a_name_in_any_script_is_a_name(api: SignIn) -> None:
    answer = api(person()).post("/api/v1/organisations", {"name": "Ωmega — 標註 🪙"})

    assert (answer.status_code, answer.json()["name"]) == (201, "Ωmega — 標註 🪙")


def test_a_body_beyond_the_bound_is_refused_before_it_is_read(api: SignIn) -> None:
    ada = person()
    of = organisation("Works", owner=ada)
    text = b'{"name": "' + b"x" * (10 * 1024 * 1024) + b'"}'

    answer = api(ada).post(
        f"/api/v1/organisations/{of.pk}/datasets", text, content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/projects/0", "/api/v1/invitations/x"])
def test_nothing_between_keeps_an_answer_of_the_api(api: SignIn, path: str) -> None:
    answer = api(person()).get(path)

    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "path",
    ["/api/v1/projects/first", "/api/v1/nothing/", "/api/v2/me", "/api/v1/me/traits/%00"],
)
def test_where_nothing_is_the_api_says_so_in_its_own_words(
    api: SignIn, path: str, method: str
) -> None:
    answer = getattr(api(), method)(path)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


def test_a_question_about_a_door_is_answered_by_its_methods_alone(api: SignIn) -> None:
    ada = person()
    place = community(organisation("Works", owner=ada), name="First")

    answer = api(ada).options(f"/api/v1/communities/{place.pk}/criteria")

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert {"GET", "PUT"} <= set(answer["Allow"].split(", "))


@pytest.mark.parametrize("number", ["nan", "inf", True, "much"])
def test_a_share_is_a_number(api: SignIn, number: object) -> None:
    ada = person()
    of = project(organisation("Works", owner=ada))

    answer = api(ada).patch(f"/api/v1/projects/{of.pk}", {"gold_iou": number})

    assert (answer.status_code, answer.json()["errors"]) == (
        422,
        [{"path": "gold_iou", "code": "invalid", "message": "A valid number is required."}],
    )


@pytest.mark.parametrize(("size", "status"), [("0", 422), ("-1", 422), ("few", 422), ("501", 200)])
def test_a_page_has_a_number_of_rows(api: SignIn, size: str, status: int) -> None:
    answer = api(person()).get("/api/v1/me/assignments", {"page_size": size})

    assert answer.status_code == status
    assert [error["path"] for error in answer.json().get("errors", [])] == ["page_size"] * (
        status == 422
    )


@pytest.mark.parametrize("method", ["get", "delete"])
def test_the_type_of_a_problem_leads_to_its_words(api: SignIn, method: str) -> None:
    problem = getattr(api(person()), method)("/api/v1/projects/0").json()
    address, anchor = problem["type"].split("#")

    page = api().get(address).content.decode()

    words = page.split(f'<section id="{anchor}">')[1].split("</section>")[0]
    assert f"{problem['status']}: {problem['title']}." in words


def test_every_kind_of_refusal_has_a_code_of_its_own_and_words() -> None:
    found = kinds()

    assert len({kind.code for kind in found}) == len(found) > 50
    assert Refusal.code not in {kind.code for kind in found}
    assert all(kind.title for kind in found)
