"""How somebody judges labels, told to their manager and to themselves."""

from datetime import timedelta

import pytest

from guildmark.quality.models import VerdictScore
from tests.conftest import SignIn
from tests.factories import work
from tests.factories.work import NOW

pytestmark = pytest.mark.django_db
#: Three right labels and one wrong one, all of them accepted.
COUNTS = {
    "given_count": 4,
    "accepted_count": 4,
    "right_count": 3,
    "right_accepted_count": 3,
    "wrong_count": 1,
    "wrong_accepted_count": 1,
    "as_decided_count": 3,
    "by_one_word_count": 3,
}


def test_manager_and_person_read_the_same_of_their_verdicts(api: SignIn) -> None:
    place = work.workplace(items=4)
    work.open_batch(place, overlap=1)
    user = work.annotator(place)
    for at in range(4):
        made = work.submit(user, work.claim(user, place))
        VerdictScore.objects.create(
            submission_id=made.submission_id, annotator=user, project=place.project,
            is_accept=True, is_right=at > 0, given_at=NOW + timedelta(minutes=at),
        )  # fmt: skip

    address = f"/api/v1/projects/{place.project.pk}/people"
    (row,) = api(place.manager).get(address).json()["results"]
    page = api(place.manager).get(f"{address}/{user.pk}").json()
    own = api(user).get(f"/api/v1/me/quality/{place.project.pk}").json()

    for told in (row["verdicts"], page["verdicts"], own["verdicts"]):
        assert {key: told[key] for key in COUNTS} == COUNTS
        assert told["discernment"]["value"] == 0
        assert told["discernment"]["n"] == 4
