"""Managers hear of files that stay, also where no project is left to show an alarm."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from guildmark.datasets.actions import let_go, sweep_leftovers
from guildmark.datasets.models import TOLD_AFTER
from tests.factories import accounts
from tests.factories.accounts import NOW
from tests.integration.notifications.telling import deliver, inbox

pytestmark = pytest.mark.django_db(transaction=True)


def test_managers_read_once_that_files_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = accounts.person()
    of = accounts.organisation(owner=owner)
    reviewer = accounts.staff(of, "reviewer")
    names = [default_storage.save(name, ContentFile(b"1")) for name in ("a", "b")]

    def refuse(name: str) -> None:
        raise PermissionError

    monkeypatch.setattr(default_storage, "delete", refuse)
    for organisation_id, name in ((of.pk, names[0]), (of.pk, names[1]), (None, "c")):
        with transaction.atomic():
            let_go([name], organisation_id=organisation_id, now=NOW)
    for hours in range(TOLD_AFTER):
        sweep_leftovers(now=NOW + timedelta(hours=7 * hours))

    deliver()

    assert inbox(owner) == [
        (
            "Files that were deleted here are still in the storage, which refuses to let them go.",
            "See which and why, and tell who operates this service. It is tried again by itself.",
            f"/o/{of.pk}/audit",
        )
    ]
    assert inbox(reviewer) == []
