"""Who may come in: staff by their role, people who send pictures by their community."""

from rest_framework.request import Request

from guildmark.accounts.access import REVIEWERS, require_person, require_role
from guildmark.collection import queries
from guildmark.collection.errors import ReviewNotOpen
from guildmark.collection.models import Asset, Brief
from guildmark.core.clock import now
from guildmark.core.errors import NotFound


def collecting_brief(request: Request, project_id: int) -> tuple[int, Brief]:
    """The person and the brief, for members of its community and those who have sent pictures.

    Raises NotAuthenticated, NotAllowed for keys, and NotFound.
    """
    user_id = require_person(request)
    brief = queries.brief_of(project_id)
    may = queries.is_member(user_id=user_id, project=brief.project) or queries.has_sent(
        user_id=user_id, brief_id=brief.pk
    )
    if not may:
        raise NotFound
    return user_id, brief


def own_asset(request: Request, asset_id: int) -> tuple[int, Asset]:
    """The person and their picture. Raises NotFound for anybody else's."""
    user_id = require_person(request)
    asset = queries.asset(asset_id)
    if asset.collector_id != user_id:
        raise NotFound
    return user_id, asset


def reviewed_asset(request: Request, asset_id: int) -> Asset:
    """The picture, for those who review. Raises NotFound and NotAllowed."""
    asset = queries.asset(asset_id)
    require_role(request, organisation_id=asset.brief.organisation_id, roles=REVIEWERS)
    return asset


def reviewing_brief(request: Request, project_id: int) -> tuple[int, Brief]:
    """The person and the brief whose pictures they may review.

    Raises NotAuthenticated, NotAllowed for keys, NotFound for strangers, and ReviewNotOpen.
    """
    user_id, brief = collecting_brief(request, project_id)
    if not queries.may_review(user_id=user_id, brief=brief, now=now()):
        raise ReviewNotOpen
    return user_id, brief


def member_asset(request: Request, asset_id: int) -> tuple[int, Asset]:
    """The person and a picture that a member may review. Raises as `reviewing_brief` does."""
    asset = queries.asset(asset_id)
    user_id, _ = reviewing_brief(request, asset.brief.project_id)
    return user_id, asset


def seen_asset(request: Request, asset_id: int) -> Asset:
    """The picture, for its sender, staff who review, and members whose review it awaits."""
    asset = queries.asset(asset_id)
    user_id = request.user.pk if request.auth is None else None
    if user_id is not None and (asset.collector_id == user_id or _awaits(asset, user_id)):
        return asset
    return reviewed_asset(request, asset_id)


def _awaits(asset: Asset, user_id: int) -> bool:
    return queries.may_review(user_id=user_id, brief=asset.brief, now=now()) and (
        queries.to_review(user_id=user_id, brief_id=asset.brief_id).filter(pk=asset.pk).exists()
    )
