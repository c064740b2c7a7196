"""Briefs and collected pictures for tests, made by the public actions."""

from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

import numpy as np
from PIL import Image

from guildmark.accounts.models import Organisation, User
from guildmark.collection import actions, queries
from guildmark.collection.actions.planning import BriefPlan, PlannedStratum
from guildmark.collection.models import Asset, Brief
from tests.factories import accounts, communities, work
from tests.factories.accounts import NOW
from tests.factories.pictures import encoded
from tests.factories.work import Workplace

_numbers = count(1)
PLAN = BriefPlan(
    body="Photograph one mug, whole, from the side.",
    strata=(PlannedStratum("Indoors", 2), PlannedStratum("Outdoors", 5)),
    consent_body="You took the picture yourself and let us use it.",
    licence="CC BY 4.0",
    is_open=True,
    price_minor=20,
    min_short_side_px=60,
)


def photo(seed: int | None = None, *, width_px: int = 96, height_px: int = 72) -> bytes:
    """A picture of rough patches; another seed looks altogether different."""
    dice = np.random.default_rng(next(_numbers) if seed is None else seed)
    patches = dice.integers(0, 255, (9, 12, 3), dtype=np.uint8)
    image = Image.fromarray(patches).resize((width_px, height_px), Image.Resampling.NEAREST)
    return encoded(image)


def brief(of: Organisation | None = None, *members: User, **changes: Any) -> Brief:
    """An open brief for two pictures indoors and five outdoors; `members` may send some."""
    return brief_of(work.workplace(organisation=of), *members, **changes)


def brief_of(place: Workplace, *members: User, **changes: Any) -> Brief:
    """The same for a project that is there."""
    for user in members:
        communities.member(place.community, user=user)
    actions.save_brief(
        actor_id=place.manager.pk,
        project=place.project,
        plan=replace(PLAN, **changes),
        now=NOW,
    )
    return queries.brief_of(place.project.pk)


def sign(of: Brief, user: User) -> None:
    """The permission in force, signed."""
    text = of.consent_text
    assert text is not None
    actions.sign_consent(user_id=user.pk, brief_id=of.pk, number=text.number, now=NOW)


def send(
    of: Brief,
    user: User,
    content: bytes | None = None,
    *,
    kind: str = "Indoors",
    now: datetime = NOW,
) -> Asset:
    """A picture from somebody who has signed; another one each time."""
    return actions.collect_asset(
        user_id=user.pk,
        brief_id=of.pk,
        stratum_id=of.strata.get(name=kind).pk,
        name="mug.jpg",
        content=[content or photo()],
        now=now,
    )


def sent(of: Organisation | None = None, user: User | None = None) -> Asset:
    """A picture that waits for its review."""
    who = user or accounts.person()
    wanted = brief(of, who)
    sign(wanted, who)
    return send(wanted, who)
