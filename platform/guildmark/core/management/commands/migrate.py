"""Django's `migrate`, without looking for waste at every turn."""

import gc

from django.core.management.commands import migrate

#: Each step makes dozens of model classes anew, and by default all there are are looked through
#: every few of them: a third of the time of a first set-up.
LOOK_AFTER = (100_000, 50, 100)


class Command(migrate.Command):
    """The same command, options and effect."""

    def handle(self, *args: object, **options: object) -> None:
        """Apply what is missing."""
        before = gc.get_threshold()
        gc.set_threshold(*LOOK_AFTER)
        try:
            super().handle(*args, **options)
        finally:
            gc.set_threshold(*before)
