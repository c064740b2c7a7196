"""`python -m deploy.local VERB`: one verb, one module in `verbs/`."""

import importlib
import sys

from deploy.local.cli import parse
from deploy.local.console import say
from deploy.local.errors import Refusal
from deploy.local.paths import default_home
from deploy.local.signals import EndRequested

INTERRUPTED = 130


def main() -> int:
    options = parse(sys.argv[1:])
    # Loaded by name so that `status` and `down` load no package that only others need.
    verb = importlib.import_module(f"deploy.local.verbs.{options.verb}")
    try:
        code: int = verb.run(default_home(), options)
    except Refusal as error:
        print(f"guildmark: {error}", file=sys.stderr)
        return 1
    except (EndRequested, KeyboardInterrupt):
        say("")
        return INTERRUPTED
    return code


if __name__ == "__main__":
    sys.exit(main())
