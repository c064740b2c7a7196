"""Every door of the service. One app, one line.

Django tries them from the top: the doors everybody at work uses all day come first.
"""

from django.urls import URLPattern, URLResolver, include, path, re_path

from guildmark.core.frontend import application_page
from guildmark.core.unknown import unknown_address
from guildmark.projects.api.plugins import plugin

handler500 = "guildmark.core.problems.fault_answer"
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("guildmark.work.urls")),
    path("", include("guildmark.core.urls")),
    path("_allauth/", include("allauth.headless.urls")),
    path("accounts/", include("allauth.urls")),
    path("plugins/<str:name>/<str:file>", plugin),
    path("media/", include("guildmark.datasets.media_urls")),
    path("api/v1/", include("guildmark.accounts.urls")),
    path("api/v1/", include("guildmark.buckets.urls")),
    path("api/v1/", include("guildmark.communities.urls")),
    path("api/v1/", include("guildmark.datasets.urls")),
    path("api/v1/", include("guildmark.notifications.urls")),
    path("api/v1/", include("guildmark.projects.urls")),
    path("api/v1/", include("guildmark.training.urls")),
    path("api/v1/", include("guildmark.quality.urls")),
    path("api/v1/", include("guildmark.collection.urls")),
    path("api/v1/", include("guildmark.consensus.urls")),
    path("api/v1/", include("guildmark.incoming.urls")),
    path("api/v1/", include("guildmark.releases.urls")),
    path("api/v1/", include("guildmark.payments.urls")),
    path("api/v1/", include("guildmark.oversight.urls")),
    path("api/v1/", include("guildmark.demo.urls")),
    re_path(r"^api/", unknown_address),
    re_path(r"^(?!api/|_allauth/|media/|assets/|static/).*$", application_page),
]
