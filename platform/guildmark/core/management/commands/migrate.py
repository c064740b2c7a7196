"""Django's `migrate`, without looking for waste at every turn, and not by older code."""

import gc

from django.core.management import CommandError
from django.core.management.commands import migrate

from guildmark.core.newer import unknown_migrations

#: Each step makes dozens of model classes anew, and by default all there are are looked through
#: every few of them: a third of the time of a first set-up.
LOOK_AFTER = (100_000, 50, 100)
NEWER = (
    "The database is newer than this code: it has {names}, which this code does not know. Nothing "
    "was changed. Start the version that last ran here or a later one, or restore the backup made "
    "before it."
)


class Command(migrate.Command):
    """The same command, options and effect; a database of a newer Guildmark is refused."""

    def handle(self, *args: object, **options: object) -> None:
        """Apply what is missing. Raises CommandError for a newer database, which stays as it is."""
        if unknown := unknown_migrations(str(options["database"])):
            raise CommandError(NEWER.format(names=", ".join(unknown)))
        before = gc.get_threshold()
        gc.set_threshold(*LOOK_AFTER)
        try:
            super().handle(*args, **options)
        finally:
            gc.set_threshold(*before)
