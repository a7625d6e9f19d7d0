"""Kills a program that ticks 200 times, at random moments, and prints what was lost or damaged.

    python tests/benchmarks/kills.py [-n 200] [--seed N]

Half of the kills happen on a local disk (write-ahead log), half as on a network home (rollback journal).
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.store.killing import kills


def main() -> int:
    """Kill, look, tell. The exit code is 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = parser.parse_args()
    chance, wrong = random.Random(asked.seed), 0
    for kind in ("local", "network"):
        with tempfile.TemporaryDirectory() as folder:
            found = kills(Path(folder) / "kept", asked.n // 2, chance, kind)
        bad = [kill for kill in found if kill.wrong]
        wrong += len(bad)
        kept = found[-1].acknowledged if found else 0
        print(f"{kind:8} {len(found)} kills, {kept} ticks acknowledged, something wrong after {len(bad)} kills")
        for kill in bad:
            print(f"  after tick {kill.acknowledged}: {'; '.join(kill.wrong)}")
    print(f"seed {asked.seed}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
