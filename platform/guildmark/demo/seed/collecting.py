"""Pictures that are wanted, some sent, some reviewed: a collection as a manager finds it.

Everything is done through the actions that people's clicks call, in one transaction: a run that
was cut off does it again, and once.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import cycle

import numpy as np
from django.db import transaction

from guildmark.accounts.models import User
from guildmark.collection.actions import (
    collect_asset,
    reject_asset,
    review_asset,
    save_brief,
    sign_consent,
)
from guildmark.collection.actions.planning import BriefPlan, PlannedExample, PlannedStratum
from guildmark.collection.actions.reviewing import Reasons
from guildmark.collection.errors import CollectedRefused
from guildmark.collection.models import Asset, Brief
from guildmark.core.clock import now
from guildmark.datasets.models import Item
from guildmark.demo.pictures.scenes import scene
from guildmark.demo.seed.projects import Seeded
from guildmark.demo.seed.staff import Staff

_BODY = (
    "Photograph coins lying on a surface, from above.\n"
    "Every coin whole, two to twelve of them, nothing in front of them."
)
_PERMISSION = (
    "I took these pictures myself, and nobody is to be seen in them. I let Fieldstone Vision use "
    "them to train and judge models, and pass them on with their labels. I can take this back at "
    "any time; my pictures are deleted then, and later releases leave them out."
)
_KINDS = (("On stone or brick", 4), ("On cloth or paper", 4), ("On grass or gravel", 6))
_PICTURES, _COINS = 7, 5
_EXAMPLES = ("The coins lie apart and whole.", "Close together is fine too.")


def begin_collection(seeded: Seeded, staff: Staff, people: Sequence[User], *, seed: int) -> None:
    """A brief with two examples, and seven pictures of three people.

    Members accepted two and disagree about one, the manager rejected one, three wait. Safe to call
    twice.
    """
    with transaction.atomic():
        if Brief.objects.filter(project=seeded.project).exists():
            return
        brief = _brief(seeded, staff)
        senders, reviewers = people[:3], people[3:5]
        for user in senders:
            sign_consent(user_id=user.pk, brief_id=brief.pk, number=1, now=now())
        sent = list(_sent(brief, senders, np.random.default_rng([seed, 6])))
        _review(sent, reviewers, staff)


def _brief(seeded: Seeded, staff: Staff) -> Brief:
    items = Item.objects.filter(dataset=seeded.project.dataset, excluded_at=None)
    chosen = items.order_by("pk")[: len(_EXAMPLES)]
    plan = BriefPlan(
        body=_BODY,
        strata=[PlannedStratum(name, wanted) for name, wanted in _KINDS],
        examples=[
            PlannedExample(item.pk, is_right=True, caption=caption)
            for item, caption in zip(chosen, _EXAMPLES, strict=False)
        ],
        consent_body=_PERMISSION,
        licence="CC BY 4.0",
        is_open=True,
        price_minor=25,
        reviews_wanted=2,
        review_price_minor=3,
        min_short_side_px=400,
        min_sharpness=1.0,
    )
    return save_brief(actor_id=staff.manager.pk, project=seeded.project, plan=plan, now=now())


def _sent(brief: Brief, senders: Sequence[User], rng: np.random.Generator) -> Iterator[Asset]:
    """One picture after another; what looks like one that is there is refused, as anybody's is."""
    kinds = cycle(brief.strata.order_by("pk"))
    for number, user, kind in zip(range(1, _PICTURES + 1), cycle(senders), kinds, strict=False):
        picture = scene(rng, f"sent-{number}.jpg", coins=_COINS)
        with suppress(CollectedRefused):
            yield collect_asset(
                user_id=user.pk,
                brief_id=brief.pk,
                stratum_id=kind.pk,
                name=picture.name,
                content=[picture.jpeg],
                now=now(),
            )


def _review(sent: Sequence[Asset], reviewers: Sequence[User], staff: Staff) -> None:
    off_brief = Reasons("off_brief", "The coins are too small to be told apart.")
    for asset, words in zip(sent, ((True, True), (True, True), (True, False)), strict=False):
        for user, is_accepted in zip(reviewers, words, strict=True):
            review_asset(
                user_id=user.pk,
                asset_id=asset.pk,
                is_accepted=is_accepted,
                reasons=Reasons() if is_accepted else off_brief,
                now=now(),
            )
    for asset in sent[3:4]:
        reject_asset(
            actor_id=staff.manager.pk, asset_id=asset.pk, reason_code="off_brief", now=now()
        )
