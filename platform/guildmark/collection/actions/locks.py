"""What is locked before it is changed: the brief, then what belongs to it."""

from django.utils.translation import gettext as _

from guildmark.collection.errors import AssetMoved
from guildmark.collection.models import Asset, Brief, Stratum
from guildmark.core.errors import NotFound
from guildmark.core.states import state_word


def locked_brief(brief_id: int) -> Brief:
    """The brief with its project, locked. Raises NotFound."""
    found = Brief.objects.select_for_update(of=["self"]).select_related("project")
    brief = found.filter(pk=brief_id).first()
    if brief is None:
        raise NotFound
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
