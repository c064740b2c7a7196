"""Secrets are found by their forms, and told by their place alone."""

import pytest

from deploy.local.leaks import FORMS, leaks_in

#: In two parts, so that this file holds none.
LEAKED = {
    "a private key": ("-----BEGIN RSA ", "PRIVATE KEY-----"),
    "a key of Guildmark": ("gm_", "0a1b2c3d_" + "Ab1" * 12),
    "a key of AWS": ("AKIA", "ABCDEFGHIJKLMNOP"),
    "a secret of AWS": ("aws_secret_access_key = ", "a1B2/" * 8),
    "a token of GitHub": ("ghp_", "a1B2" * 9),
    "a token of GitLab": ("glpat-", "a1B2c" * 4),
    "a token of Slack": ("xoxb-", "1234567890-1234567890"),
    "an address of Slack": ("hooks.slack.", "com/services/T12345678/B1/x"),
    "a key of Google": ("AIza", "a1B2c" * 7),
    "a key of Stripe": ("sk_live_", "a1B2" * 6),
    "a key of Azure Storage": ("AccountKey=", "a" * 86 + "=="),
    "a key of a language model": ("sk-proj-", "a1B2" * 10),
    "a token of Hugging Face": ("hf_", "aB" * 17),
    "a token of npm": ("npm_", "a1B2" * 9),
    "a token of PyPI": ("pypi-", "AgE" + "a1B2c" * 10),
    "a token of SendGrid": ("SG.", "a" * 22 + "." + "b" * 43),
    "a JSON web token": ("eyJ", "hbGciOiJI" * 2 + ".eyJ" + "zdWIiOiIx" * 2 + "." + "a1B2" * 6),
    "a password in an address": ("postgres://guildmark:", "a1B2c3D4e5F6g7H8@db/guildmark"),
}


def test_every_form_has_an_example() -> None:
    assert LEAKED.keys() == FORMS.keys()


@pytest.mark.parametrize("name", LEAKED)
def test_a_secret_is_found_where_it_stands(name: str) -> None:
    content = f"first line\nVALUE = '{''.join(LEAKED[name])}'\n"

    assert list(leaks_in(content.encode())) == [(2, name)]


@pytest.mark.parametrize(
    "text",
    [
        "gm_<prefix>_<secret>",
        "-----BEGIN PUBLIC KEY-----",
        "postgres://guildmark:${POSTGRES_PASSWORD}@postgres:5432/guildmark",
        "postgres://nobody@127.0.0.1:1/none",
        "sha256:ad03d8abc51dbff95ebf34b27123cf0c26a3b62db7ba0cd520783686362533d1",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert list(leaks_in(text.encode())) == []
