"""The Celery app: what is computed and delivered outside the platform's transactions.

Django is set up here, before any module of the package imports a model.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildmark.settings")
django.setup()
