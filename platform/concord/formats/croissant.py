"""Croissant 1.0 metadata (MLCommons, Akhtar et al. 2024): croissant.json beside the data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

import orjson

from concord.formats.content import Exporter, Head
from concord.formats.item_table import COLUMNS, ITEMS_PATH
from concord.formats.manifest import FileEntry
from concord.formats.origin import licence_address, origins_of

CROISSANT_PATH = "croissant.json"
#: Files of a format that are listed one by one; more of them are a set with a pattern.
_MOST_FILES = 20
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonl": "application/jsonlines",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".tar": "application/x-tar",
    ".yaml": "application/yaml",
}
_WHOLE = ("width_px", "height_px", "shapes")
_UNFIT = re.compile(r"[^A-Za-z0-9_.-]+")


def croissant(
    head: Head,
    exporter: Exporter,
    files: Iterable[FileEntry],
    picture_pattern: str | None,
    pictures: int,
) -> bytes:
    """`files` are those written so far, `items.csv` among them; the `pictures` are a set."""
    metadata = head.metadata
    name = str(metadata.get("project") or metadata.get("name") or "dataset")
    content = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": _UNFIT.sub("-", name).strip("-") or "dataset",
        "description": str(metadata.get("note") or f"{name}: {exporter.name}"),
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "version": _three_parts(str(metadata.get("version", "1.0"))),
        "datePublished": str(metadata.get("created_at") or "1970-01-01"),
        "license": _licences(head, pictures),
        **_credit(head),
        "creator": {
            "@type": "sc:Organization",
            "name": str(metadata.get("organisation") or "unnamed"),
        },
        "distribution": _distribution(exporter, list(files), picture_pattern),
        "recordSet": [_items()],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2)


def _licences(head: Head, pictures: int) -> str | list[str]:
    """That of the whole, and where pictures have their own, those: as addresses where known."""
    whole = str(head.metadata.get("licence") or "All rights reserved by the organisation.")
    origins = origins_of(head)
    if origins is None or not origins.licences:
        return whole
    own = [licence_address(name) or name for name in origins.licences]
    if sum(origins.licences.values()) < pictures:
        own.append(whole)
    return own[0] if len(own) == 1 else own


def _credit(head: Head) -> dict[str, str]:
    origins = origins_of(head)
    return {"creditText": origins.credit} if origins and origins.credit else {}


def _three_parts(version: str) -> str:
    """1.2 as 1.2.0: a semantic version."""
    return ".".join([*version.split("."), "0", "0"][:3])


def _distribution(
    exporter: Exporter, files: list[FileEntry], picture_pattern: str | None
) -> list[dict[str, object]]:
    singles = [file for file in files if file.path == ITEMS_PATH]
    own = [file for file in files if file.path != ITEMS_PATH]
    # Readers refuse an id with a space in it, and names of pictures have spaces.
    found = [_file(file, ITEMS_PATH) for file in singles]
    if len(own) <= _MOST_FILES:
        found += [_file(file, f"annotations-{n}") for n, file in enumerate(own, start=1)]
    if len(own) > _MOST_FILES:
        found.append(_set("annotations", exporter.path))
    if picture_pattern is not None:
        found.append(_set("pictures", picture_pattern))
    return found


def _file(file: FileEntry, key: str) -> dict[str, object]:
    return {
        "@type": "cr:FileObject",
        "@id": key,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.size_bytes} B",
        "encodingFormat": _type_of(file.path),
        "sha256": file.sha256,
    }


def _set(name: str, pattern: str) -> dict[str, object]:
    return {
        "@type": "cr:FileSet",
        "@id": name,
        "name": name,
        "includes": pattern,
        "encodingFormat": _type_of(pattern),
    }


def _type_of(path: str) -> str:
    return _TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")


def _items() -> dict[str, object]:
    return {
        "@type": "cr:RecordSet",
        "@id": "items",
        "name": "items",
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"items/{column}",
                "name": f"items/{column}",
                "dataType": "sc:Integer" if column in _WHOLE else "sc:Text",
                "source": {"fileObject": {"@id": ITEMS_PATH}, "extract": {"column": column}},
            }
            for column in COLUMNS
        ],
    }
