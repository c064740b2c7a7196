"""Reads the mails that the service writes into a folder."""

import email
import email.policy
import re
from pathlib import Path

from tests.service.running import Guildmark, comes_true

WITHIN_SECONDS = 15.0


def link_for(service: Guildmark, address: str, pattern: str) -> str:
    """The link in the newest mail to somebody that has one like the pattern; waits for it."""
    found: list[str] = []

    def has_come() -> bool:
        found[:] = _links(service.state / "mail", address, pattern)
        return bool(found)

    assert comes_true(has_come, WITHIN_SECONDS), f"no mail with {pattern} to {address}"
    return found[-1]


def _links(folder: Path, address: str, pattern: str) -> list[str]:
    links: list[str] = []
    for path in sorted(folder.glob("*.log"), key=lambda one: one.stat().st_mtime_ns):
        for text in path.read_text().split("-" * 79):
            mail = email.message_from_string(text.strip(), policy=email.policy.default)
            body = mail.get_body(("plain",))
            if address in str(mail["To"]) and body is not None:
                links += re.findall(pattern, body.get_content())
    return links
