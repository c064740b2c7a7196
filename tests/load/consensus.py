"""`./guildmark bench consensus`: how well and how fast are true classes found?

    ./guildmark bench consensus [--data DIR] [--crowdkit-5m | --small N | --made-up] [--seed N]

Runs our engines and crowd-kit's side by side on real crowd answers with known truth, and on
made-up crowds of many kinds from a fixed seed; checks exact Dawid-Skene against a textbook; times
it at 5 million labels, and a refit of 10,000. DIR holds one folder for each set with `labels.csv`
(item, annotator, label; the last of repeated answers counts) and `truth.csv` (item, label); by
default samples are looked for below GUILDMARK_SAMPLES, else in `shared/data` beside the checkout.
`--small N` measures nothing but N small sets of three classes or more, cut from the real ones
and made up, where a model may lose to plain votes; `--made-up` nothing but the made-up crowds, and
fails unless the default's mean is above every single library and it is nowhere more than a point
under voting. A tie between k classes counts 1/k where one of them is right. The last line is one
JSON object.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

if __name__ == "__main__":
    from tests.load.consensus_bench.run import main

    sys.exit(main())
