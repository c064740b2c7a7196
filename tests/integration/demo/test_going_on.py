"""What the pages about people show in a demonstration: each has something, and the true state."""

import numpy as np
import pytest

from guildmark.accounts.models import User
from guildmark.communities.models import Announcement, CommunityInvitation
from guildmark.core.clock import now
from guildmark.demo.people import crowd
from guildmark.demo.seed import going_on, lessons, plans, projects
from guildmark.demo.seed.crowd import qualify
from guildmark.demo.seed.scale import Scale
from guildmark.demo.seed.staff import make_everybody
from guildmark.projects import queries
from guildmark.training.models import Attempt, GuidelineReading

pytestmark = pytest.mark.django_db
TINY = Scale(
    scenes_work=1,
    scenes_open=1,
    scenes_gold=1,
    scenes_quiz=14,
    crops_work=0,
    crops_open=0,
    crops_gold=0,
    crops_quiz=0,
)


@pytest.mark.slow
def test_a_guideline_goes_on_and_people_come_as_far_as_they_come() -> None:
    staff = make_everybody(crowd()[:8], now=now())
    plan = plans.coins_plan(TINY, seed=7)
    prepared = projects.prepare(plan, staff, now=now())
    project = prepared.seeded.project
    first, second, *newer = User.objects.filter(email__startswith="annotator0").order_by("email")
    for user in (first, second):
        qualify(user, prepared.seeded, np.random.default_rng(user.pk))
    lessons.teach(project, prepared.lessons, plan.asked, [first, second], staff, now=now())

    for _ in range(2):
        going_on.go_on(prepared, staff, newer, seed=7)

    newest, oldest = project.guideline_versions.order_by("-minor")
    spanish = newest.translations.get()
    failed = Attempt.objects.get(user=newer[0])
    assert [(one.number, one.state) for one in (newest, oldest)] == [
        ("1.1", "published"),
        ("1.0", "superseded"),
    ]
    assert "as dark as the coin" in newest.body_markdown
    assert "mirrors itself" in newest.body_markdown
    assert spanish.source_markdown == oldest.body_markdown != newest.body_markdown
    assert oldest.translations.get().source_markdown == oldest.body_markdown
    assert project.guideline_questions.get(language="es").original_quote == (
        "At the metal. Leave the shadow out."
    )
    assert failed.state == Attempt.State.FAILED
    assert [GuidelineReading.objects.filter(user=one).exists() for one in newer[:3]] == [
        True,
        True,
        False,
    ]
    assert Announcement.objects.get().recipient_count == 5
    assert sorted(CommunityInvitation.objects.values_list("seats", flat=True)) == [1, 20]
    assert queries.guideline_question(project.guideline_questions.earliest("pk").pk).answered_in
