"""What the service says of somebody is kept once, and read by each in their own language."""

import pytest
from django.utils.translation import override

from guildmark.core.clock import now
from guildmark.core.said import told
from guildmark.events.models import Event
from guildmark.quality import actions
from guildmark.quality.actions.contesting import CONTESTED
from guildmark.quality.queries.stock import gold_stock
from tests.conftest import SignIn
from tests.factories import quality, work
from workers.tasks.notices import tell

pytestmark = pytest.mark.django_db


def test_who_is_paused_by_a_rule_reads_why_in_each_language(api: SignIn) -> None:
    """One notice, one refusal, one trail: a change of the language changes what was told before."""
    place = work.workplace(items=1)
    work.open_batch(place, gold_share=0.5)
    quality.rule(place, is_on=True)
    anna = work.annotator(place)
    quality.checks(place, anna, "wwwww")
    actions.judge_person(project_id=place.project.pk, annotator_id=anna.pk, now=now())
    made = Event.objects.get(name="restriction.made")
    tell(event_id=made.pk, **made.payload)
    client, manager = api(anna), api(place.manager)
    project = f"/api/v1/projects/{place.project.pk}"
    trail = f"/api/v1/organisations/{place.organisation.pk}/events"

    said = {
        language: [
            client.get("/api/v1/me/notices", headers=headers).json()["results"][0],
            client.post(f"{project}/next", {}, headers=headers).json()["detail"],
            manager.get(f"{project}/rule-firings", headers=headers).json()["results"][0],
            manager.get(trail, headers=headers).json()["results"],
            manager.get(f"{project}/people/{anna.pk}", headers=headers).json(),
            client.get("/api/v1/me/restrictions", headers=headers).json()["results"][0],
        ]
        for language in ("en", "es")
        for headers in [{"accept-language": language}]
    }

    english = "0 of the last 5 checks were right: 0.35 at best, and 0.70 is asked for."
    spanish = "0 de los últimos 5 controles estaban bien: 0,35 en el mejor caso, y se pide 0,70."
    for language, why, paused, appeal, statistic in (
        ("en", english, "You are paused: ", "You can appeal", "Upper bound of the accuracy"),
        ("es", spanish, "Estás en pausa: ", "Puedes recurrir", "Límite superior de los aciertos"),
    ):
        notice, refusal, firing, lines, person, limit = said[language]
        assert limit["evidence"]["statistic"].startswith(statistic)
        assert notice["title"] == f"{paused}{place.project.name}"
        assert notice["body"].startswith(f"{why}\n\n{appeal}")
        assert refusal.endswith(why)
        assert firing["sentence"] == why
        assert [one["words"]["reason"] for one in lines if one["name"] == "restriction.made"] == [
            why
        ]
        assert [limit["reason"] for limit in person["restrictions"]] == [why]


def test_why_gold_runs_low_and_why_it_is_suspended_are_said_in_the_language_of_the_reader(
    api: SignIn,
) -> None:
    place = work.workplace(items=1)
    work.open_batch(place, gold_share=0.5)
    gold = quality.gold_item(place)
    actions.suspend_gold_item(actor_id=None, gold_item_id=gold.pk, reason=CONTESTED, now=now())
    manager, spanish = api(place.manager), {"accept-language": "es"}
    bank = f"/api/v1/projects/{place.project.pk}/gold-bank"

    low = manager.get(bank, headers=spanish).json()["reason"]
    item = manager.get(f"/api/v1/gold-items/{gold.pk}", headers=spanish).json()

    with override("es"):
        assert low == told(gold_stock(project_id=place.project.pk, now=now()).reason) != ""
        suspended = told(CONTESTED)
    assert low != manager.get(bank).json()["reason"]
    assert [item["gold"]["state_reason"], item["history"][0]["reason"]] == [suspended] * 2
    assert suspended != CONTESTED
