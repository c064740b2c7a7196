"""The app as beat takes it: `celery --app=workers.beat beat`.

Beat rings for tasks by their names, as the relay does. What they are, and all that they compute
with, is loaded by workers alone: two thirds of its start, and half of its memory.
"""

from workers.app import app

__all__ = ["app"]

app.conf.imports = []
