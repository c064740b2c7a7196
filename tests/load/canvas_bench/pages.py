"""The pages of the bench: one build for each engine, with packages from their own lock file."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from pathlib import Path

from deploy.local import node
from deploy.local.paths import ROOT

FOLDER = Path(__file__).with_name("pages")
FRONTEND = ROOT / "frontend"
ENGINES = ("ours", "svg", "konva", "fabric")
WORKSPACE_PAGE = "src/pages/work/WorkPage.tsx"
SHELL = "index.html"
#: The product's build with the shell's libraries in a chunk of that name.
SPLIT, LIBRARIES = "build/split.config.ts", "libraries"


def build(into: Path) -> dict[str, int]:
    """Every engine's page in a folder of its name; bytes of its compressed script by engine."""
    found = node.find_or_install()
    _install(FRONTEND, found)
    # Fabric's own would draw without a browser.
    _install(FOLDER, found, "--omit=optional")
    for engine in ENGINES:
        vite(found, FOLDER, [], BENCH_ENGINE=engine, BENCH_OUT=str(into / engine))
    return {engine: sum(map(_compressed, (into / engine).rglob("*.js"))) for engine in ENGINES}


def workspace_page_bytes(into: Path) -> int:
    """Compressed script that the workspace page adds to the shell, with all it imports."""
    found = node.find_or_install()
    out = into / "product"
    vite(found, FRONTEND, ["--manifest", "--outDir", str(out), "--emptyOutDir"])
    manifest = json.loads((out / ".vite" / "manifest.json").read_text())
    files = _files(manifest, WORKSPACE_PAGE) - _files(manifest, SHELL)
    return sum(_compressed(out / name) for name in files)


def workspace_own_bytes(into: Path) -> int:
    """As `workspace_page_bytes`, without libraries of the shell (React, Mantine, router).

    They are built into a chunk of their own; icons and the index of shapes are counted.
    """
    found = node.find_or_install()
    out = into / "product-split"
    options = ["--config", SPLIT, "--manifest", "--outDir", str(out), "--emptyOutDir"]
    vite(found, FRONTEND, options)
    manifest = json.loads((out / ".vite" / "manifest.json").read_text())
    files = _files(manifest, WORKSPACE_PAGE) - _files(manifest, SHELL)
    return sum(_compressed(out / name) for name in files if not _is_library(name))


def _is_library(name: str) -> bool:
    return Path(name).name.startswith(f"{LIBRARIES}-")


def _files(manifest: dict[str, dict[str, object]], entry: str) -> set[str]:
    """The scripts of an entry with what it imports at once."""
    waiting, seen = [entry], set[str]()
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        imports = manifest[key].get("imports", [])
        if isinstance(imports, list):
            waiting += imports
    return {str(manifest[key]["file"]) for key in seen}


def _install(folder: Path, found: node.Node, *options: str) -> None:
    lock = folder / "package-lock.json"
    done = folder / "node_modules" / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= lock.stat().st_mtime:
        return
    command = [*found.npm, "ci", "--ignore-scripts", *options]
    subprocess.run(command, cwd=folder, env=found.environment, check=True, capture_output=True)
    done.touch()


def vite(found: node.Node, folder: Path, options: list[str], **names: str) -> None:
    """A build of the folder's sources; `names` are set in its environment."""
    environment = found.environment | names
    executable = shutil.which("node", path=environment.get("PATH", os.defpath))
    vite = FRONTEND / "node_modules" / "vite" / "bin" / "vite.js"
    command = [executable or "node", str(vite), "build", "--logLevel", "error", *options]
    subprocess.run(command, cwd=folder, env=environment, check=True)


def _compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), compresslevel=9, mtime=0))
