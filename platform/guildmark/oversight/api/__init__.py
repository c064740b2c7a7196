"""Doors of what goes through all apps: the audit trail, and a person as a whole."""

from guildmark.oversight.api.own_account import OwnAccountView, OwnCopyView
from guildmark.oversight.api.trail import OrganisationTrailView, ProjectTrailView

__all__ = ["OrganisationTrailView", "OwnAccountView", "OwnCopyView", "ProjectTrailView"]
