"""What the query of a request asks for, where that is a single thing."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request


# Any: what a field of any type reads.
def asked(request: Request, name: str, field: serializers.Field[Any, Any, Any, Any]) -> Any:
    """The value, None where it is not named or left empty. Raises ValidationError with the name."""
    text = request.query_params.get(name)
    if not text:
        return None
    try:
        return field.run_validation(text)
    except ValidationError as error:
        raise ValidationError({name: error.detail}) from error


def asked_choice(request: Request, name: str, choices: Sequence[str]) -> str:
    """One of the choices, empty for any. Raises ValidationError for another."""
    return asked(request, name, serializers.ChoiceField(choices)) or ""


def choice_parameter(name: str, choices: Sequence[str]) -> OpenApiParameter:
    """How `asked_choice` is described."""
    return OpenApiParameter(name, str, enum=["", *choices])
