"""What changes datasets, items and imports."""

from guildmark.datasets.actions.aids import make_superpixels, make_tiles
from guildmark.datasets.actions.collected import add_decoded_item, delete_item, withdraw_item
from guildmark.datasets.actions.datasets import (
    add_item,
    add_items,
    begin_dataset_deletion,
    create_dataset,
    set_capture_time,
)
from guildmark.datasets.actions.exclusion import exclude_items, include_items
from guildmark.datasets.actions.imports import (
    add_import_file,
    add_listed_pictures,
    cancel_import,
    create_import,
    expire_imports,
    open_parcel,
    set_bucket_source,
    start_import,
    unpack_parcel,
)
from guildmark.datasets.actions.leftovers import discard, let_go
from guildmark.datasets.actions.leftovers import sweep as sweep_leftovers
from guildmark.datasets.actions.measures import measure_waiting
from guildmark.datasets.actions.profiles import refresh_profile, refresh_stale_profile
from guildmark.datasets.actions.records import ItemRecord, add_item_records
from guildmark.datasets.actions.running import ImportRun, run_import
from guildmark.datasets.actions.uploads import end_upload, expire_uploads, open_upload, receive_part

__all__ = [
    "ImportRun",
    "ItemRecord",
    "add_decoded_item",
    "add_import_file",
    "add_item",
    "add_item_records",
    "add_items",
    "add_listed_pictures",
    "begin_dataset_deletion",
    "cancel_import",
    "create_dataset",
    "create_import",
    "delete_item",
    "discard",
    "end_upload",
    "exclude_items",
    "expire_imports",
    "expire_uploads",
    "include_items",
    "let_go",
    "make_superpixels",
    "make_tiles",
    "measure_waiting",
    "open_parcel",
    "open_upload",
    "receive_part",
    "refresh_profile",
    "refresh_stale_profile",
    "run_import",
    "set_bucket_source",
    "set_capture_time",
    "start_import",
    "sweep_leftovers",
    "unpack_parcel",
    "withdraw_item",
]
