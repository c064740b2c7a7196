"""The reverse proxy that comes along lets through what the service takes."""

import re

from django.conf import settings

from deploy.local.sentences import ROOT

BYTES = {"MB": 10**6, "MiB": 2**20}
#: Of the form around a file: boundaries and the names of fields.
AROUND = 2**20


def test_a_file_as_large_as_the_service_takes_passes_the_proxy() -> None:
    written = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    ((number, unit),) = re.findall(r"max_size (\d+)(\w+)", written)

    assert int(number) * BYTES[unit] >= settings.MAX_UPLOAD_BYTES + AROUND
