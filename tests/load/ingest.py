"""`./guildmark bench ingest`: how quickly pictures come in, and how a large dataset is browsed.

    ./guildmark bench ingest --pictures 60 --items 100000

In this process, in a database of its own beside that of what `up` serves (GUILDMARK_BASE_URL says
that it does); nothing is kept. The last line is one JSON object; `ok` and the exit code say whether
what was asked is met.
"""

import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

if __name__ == "__main__":
    django.setup()
    from tests.load.ingest_bench.run import main

    sys.exit(main())
