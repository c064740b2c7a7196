"""The writers of the releases app."""

from guildmark.releases.actions.building import build
from guildmark.releases.actions.exporting import build_export, request_export
from guildmark.releases.actions.releasing import create, publish, withdraw

__all__ = ["build", "build_export", "create", "publish", "request_export", "withdraw"]
