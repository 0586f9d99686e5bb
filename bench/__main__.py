"""``python -m bench [P7 …]``: run the benches named, or all, and print one table."""

import sys
from importlib import import_module

# One line a bench: its goal in docs, and the module whose ``rows()`` measures it.
BENCHES: dict[str, str] = {
    "P1": "bench.library",  # and P2, P3, P4 of the library
    "P5": "bench.inbox",  # and P3 of the inbox
    "P6": "bench.upload",
    "P7": "bench.probe",
    "P11": "bench.busy",
    "P12": "bench.check",
    "SD": "bench.small",
    "R1": "bench.rejudge",
    "P3": "bench.works",
}
# Only when named: they take minutes and gigabytes.
DRILLS: dict[str, str] = {"5GB": "bench.large"}


def main(asked: list[str]) -> int:
    """Run the benches and say which goals are missed; 0 if none is, 2 for an unknown name."""
    known = BENCHES | DRILLS
    if unknown := [name for name in asked if name not in known]:
        print(f"no bench named {', '.join(unknown)}; there are {', '.join(known)}")
        return 2
    missed = 0
    for name in asked or BENCHES:
        for row in import_module(known[name]).rows():
            print(f"{name:<4} {row}", flush=True)
            missed += row.kept is False
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
