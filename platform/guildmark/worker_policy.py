"""What a program beside the page may do: it goes by the policy of its own file, not the page's.

Most are handed all they need. That of the levels fetches a picture, from where the page may. A
plug-in of the workspace may compile WebAssembly, load from this service and ask this service; what
it is handed goes nowhere else.
"""

from wsgiref.headers import Headers

from csp.constants import HEADER
from django.conf import settings

#: As the build names the file of a worker.
NAMED = ".worker-"
OF_OURS = "default-src 'none'; script-src 'self'"
OF_PLUGINS = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"


def of_levels() -> str:
    """A signed link leads to this service, and from it to the media host where there is one."""
    return f"{OF_OURS}; connect-src 'self' {settings.MEDIA_BASE_URL}".rstrip()


def guard_worker(headers: Headers, path: str, url: str) -> None:
    """Gives the file of a worker its policy; other files are left as they are."""
    if NAMED in url:
        headers[HEADER] = _policy(url)


def _policy(url: str) -> str:
    if "/levels." in url:
        return of_levels()
    return OF_PLUGINS if settings.PLUGINS_DIR and "/plugin." in url else OF_OURS
