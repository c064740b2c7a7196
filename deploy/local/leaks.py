"""Secrets in the files of the repository: private keys, and tokens by the forms their makers gave.

`python -m deploy.local.leaks` looks through what git tracks, names each place and never the secret.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from deploy.local.paths import ROOT

FORMS: Mapping[str, re.Pattern[bytes]] = {
    name: re.compile(form)
    for name, form in {
        "a private key": rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----",
        "a key of Guildmark": rb"\bgm_[a-z0-9]{8,}_[A-Za-z0-9_-]{32,}",
        "a key of AWS": rb"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
        "a secret of AWS": rb"(?i)aws_secret_access_key\W{1,4}[0-9a-z/+]{40}(?![0-9a-z/+])",
        "a token of GitHub": rb"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40})",
        "a token of GitLab": rb"\bglpat-[A-Za-z0-9_-]{20}",
        "a token of Slack": rb"\bxox[abeoprs]-[A-Za-z0-9-]{20}",
        "an address of Slack": rb"hooks\.slack\.com/services/T[A-Z0-9]{8,}/",
        "a key of Google": rb"\bAIza[0-9A-Za-z_-]{35}\b",
        "a key of Stripe": rb"\b[rs]k_live_[0-9A-Za-z]{24}",
        "a key of Azure Storage": rb"AccountKey=[A-Za-z0-9+/]{86}==",
        "a key of a language model": rb"\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{40}",
        "a token of Hugging Face": rb"\bhf_[A-Za-z]{34}\b",
        "a token of npm": rb"\bnpm_[A-Za-z0-9]{36}\b",
        "a token of PyPI": rb"\bpypi-AgE[A-Za-z0-9_-]{50}",
        "a token of SendGrid": rb"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b",
        "a JSON web token": rb"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}",
        "a password in an address": rb"\b[a-z][a-z0-9+.-]+://[^\s:/@\"'<>]+:[^\s:/@\"'<>{}$]{16,}@",
    }.items()
}


def leaks_in(content: bytes) -> Iterator[tuple[int, str]]:
    """By line, from one on, what is there."""
    for name, form in FORMS.items():
        for found in form.finditer(content):
            yield content.count(b"\n", 0, found.start()) + 1, name


def main() -> int:
    """1 where something is found, or where what is tracked cannot be told."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        print(f"git does not say what it tracks: {listed.stderr.decode().strip()}")
        return 1
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    found = [(path, *leak) for path in paths if path.is_file() for leak in _leaks_of(path)]
    for path, line, name in found:
        print(f"{path.relative_to(ROOT)}:{line} holds {name}.")
    return 1 if found else 0


def _leaks_of(path: Path) -> Iterator[tuple[int, str]]:
    return leaks_in(path.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
