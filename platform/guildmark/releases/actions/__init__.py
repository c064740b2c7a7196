"""The writers of the releases app.

`building.build` is imported by its module: it may have to fit the project, and a web process
imports no arithmetic.
"""

from guildmark.releases.actions.exporting import build_export, request_export
from guildmark.releases.actions.releasing import create, publish, withdraw

__all__ = ["build_export", "create", "publish", "request_export", "withdraw"]
