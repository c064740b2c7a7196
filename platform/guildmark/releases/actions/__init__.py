"""The writers of the releases app.

`building.build` and `evaluation_run.run` are imported by their modules: they compute, and a web
process imports no arithmetic.
"""

from guildmark.releases.actions.delivering import cancel_delivery, deliver, request_delivery
from guildmark.releases.actions.evaluating import (
    cancel_evaluation,
    request_annotator_evaluation,
    request_evaluation,
    request_gold_annotator_evaluation,
    request_gold_evaluation,
)
from guildmark.releases.actions.exporting import build_export, cancel_export, request_export
from guildmark.releases.actions.moving import cancel, discard, publish, withdraw
from guildmark.releases.actions.recalling import open_export, recall_exports
from guildmark.releases.actions.releasing import create

__all__ = [
    "build_export",
    "cancel",
    "cancel_delivery",
    "cancel_evaluation",
    "cancel_export",
    "create",
    "deliver",
    "discard",
    "open_export",
    "publish",
    "recall_exports",
    "request_annotator_evaluation",
    "request_delivery",
    "request_evaluation",
    "request_export",
    "request_gold_annotator_evaluation",
    "request_gold_evaluation",
    "withdraw",
]
