"""Doors of what goes through all apps: the audit trail, a person or a picture as a whole."""

from guildmark.oversight.api.deletions import (
    DatasetDeletionView,
    DeletionView,
    ProjectDeletionView,
)
from guildmark.oversight.api.own_account import OwnAccountView, OwnCopyView
from guildmark.oversight.api.pictures import DeleteItemsView
from guildmark.oversight.api.trail import OrganisationTrailView, ProjectTrailView

__all__ = [
    "DatasetDeletionView",
    "DeleteItemsView",
    "DeletionView",
    "OrganisationTrailView",
    "OwnAccountView",
    "OwnCopyView",
    "ProjectDeletionView",
    "ProjectTrailView",
]
