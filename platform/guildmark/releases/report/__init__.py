"""The quality report of a release as a PDF. Imports a typesetter: for workers."""

from guildmark.releases.report.content import write_report

__all__ = ["write_report"]
