"""The writers of the incoming app. What a worker does is imported by its module, `running`."""

from guildmark.incoming.actions.asking import (
    Asked,
    cancel_label_import,
    open_label_parcel,
    request_label_import,
    request_sent_label_import,
    start_label_import,
)

__all__ = [
    "Asked",
    "cancel_label_import",
    "open_label_parcel",
    "request_label_import",
    "request_sent_label_import",
    "start_label_import",
]
