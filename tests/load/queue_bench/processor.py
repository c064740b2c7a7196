"""Seconds of CPU that the web processes and PostgreSQL have used."""

from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import psutil
from django.db import connection


@dataclass(frozen=True)
class Used:
    """Seconds of CPU so far; None where the processes are not on this machine."""

    web: float | None
    database: float | None


def used(base_url: str) -> Used:
    """What both have used so far."""
    return Used(web=_seconds(_web(base_url)), database=_seconds(_database()))


def web_workers(base_url: str) -> list[int]:
    """The processes that answer: gunicorn's workers, without the master that replaces them."""
    family = _web(base_url)
    pids = {process.pid for process in family}
    workers = []
    for process in family:
        with suppress(psutil.NoSuchProcess):
            if process.ppid() in pids:
                workers.append(process.pid)
    return workers


def _web(base_url: str) -> list[psutil.Process]:
    """Everybody who listens on the port of the service: gunicorn's master and workers.

    All of them hold the one socket, and psutil names any one of them: so up to the master first.
    """
    port = urlsplit(base_url).port or 80
    pids = {
        listener.pid
        for listener in psutil.net_connections(kind="tcp")
        if listener.status == psutil.CONN_LISTEN and listener.laddr.port == port and listener.pid
    }
    family: dict[int, psutil.Process] = {}
    for pid in pids:
        with suppress(psutil.NoSuchProcess):  # a worker that was killed just now
            master = psutil.Process(pid)
            while (parent := master.parent()) is not None and _is_web(parent):
                master = parent
            for process in (master, *master.children(recursive=True)):
                family[process.pid] = process
    return [process for process in family.values() if _is_web(process)]


def _is_web(process: psutil.Process) -> bool:
    """`python -m gunicorn ...`, or the script; a watchdog has the same further behind."""
    try:
        return "gunicorn" in " ".join(process.cmdline()[:3])
    except psutil.NoSuchProcess:
        return False


def _database() -> list[psutil.Process]:
    """The postmaster of our own backend, and all its children."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    if not psutil.pid_exists(pid) or "postgres" not in psutil.Process(pid).name():
        return []
    postmaster = psutil.Process(pid).parent()
    return [postmaster, *postmaster.children()] if postmaster else []


def _seconds(processes: list[psutil.Process]) -> float | None:
    """CPU of these, and of children they have buried; None for no process."""
    if not processes:
        return None
    total = 0.0
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue  # ended just now: its parent counts it among its children
        total += times.user + times.system + times.children_user + times.children_system
    return total
