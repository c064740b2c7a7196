"""What a visitor who is not signed in may know of this installation."""

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.demo.accounts import ACCOUNTS, PASSWORD


class DemoAccountOut(serializers.Serializer[object]):
    """A sign-in to try."""

    role = serializers.CharField()
    email = serializers.EmailField()
    password = serializers.CharField()
    what = serializers.CharField()


class SiteOut(serializers.Serializer[object]):
    """The installation as a visitor sees it."""

    name = serializers.CharField()
    is_demo = serializers.BooleanField()
    demo_accounts = DemoAccountOut(many=True)


class SiteView(APIView):
    """The landing page's facts; sign-ins only where this is a demonstration."""

    permission_classes = (AllowAny,)

    @extend_schema(operation_id="site_get", responses=SiteOut, auth=[])
    def get(self, request: Request) -> Response:
        """Anybody may ask."""
        accounts = [
            {
                "role": account.role,
                "email": account.email,
                "password": PASSWORD,
                "what": _(account.what),
            }
            for account in ACCOUNTS
        ]
        body = {
            "name": "Guildmark",
            "is_demo": settings.IS_DEMO,
            "demo_accounts": accounts if settings.IS_DEMO else [],
        }
        return Response(SiteOut(body).data)
