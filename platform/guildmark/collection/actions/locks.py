"""What is locked before it is changed: the brief, then what belongs to it."""

from django.utils.translation import gettext as _

from guildmark.collection.errors import AssetMoved, CollectionClosed
from guildmark.collection.models import Asset, Brief, Stratum
from guildmark.core.errors import NotFound
from guildmark.core.states import state_word
from guildmark.projects.models import Project


def locked_brief(brief_id: int) -> Brief:
    """The brief, locked, with its project as it is then: who deletes the project locks the brief
    first. Raises NotFound."""
    brief = Brief.objects.select_for_update().filter(pk=brief_id).first()
    if brief is None:
        raise NotFound
    brief.project = Project.objects.get(pk=brief.project_id)
    return brief


def open_brief(brief_id: int) -> Brief:
    """As `locked_brief`, for who brings something. Raises CollectionClosed besides."""
    brief = locked_brief(brief_id)
    if not brief.is_open or brief.project.state == Project.State.DELETING:
        raise CollectionClosed
    return brief


def locked_asset(asset_id: int, *states: str) -> tuple[Asset, Stratum]:
    """The picture and its stratum, behind the lock of their brief.

    Raises NotFound, and AssetMoved where it is in none of `states`.
    """
    found = Asset.objects.filter(pk=asset_id).first()
    if found is None:
        raise NotFound
    brief = locked_brief(found.brief_id)
    stratum = Stratum.objects.select_for_update().get(pk=found.stratum_id)
    locked = Asset.objects.select_for_update(of=["self"]).select_related(
        "collector", "consent__text"
    )
    asset = locked.get(pk=asset_id)
    if asset.state not in states:
        raise AssetMoved(_("This picture is {state}.").format(state=state_word(asset.state)))
    asset.brief = brief
    return asset, stratum
