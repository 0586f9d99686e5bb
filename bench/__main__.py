"""``python -m bench [P7 …]``: run the benches named, or all, and print one table."""

import sys
from importlib import import_module

# One line a bench: its goal in docs, and the module whose ``rows()`` measures it.
BENCHES: dict[str, str] = {
    "P1": "bench.library",  # and P2, P3, P4 of the library
    "P5": "bench.inbox",  # and P3 of the inbox
    "P6": "bench.upload",
    "P7": "bench.probe",
    "P12": "bench.check",
}


def main(asked: list[str]) -> int:
    """Run the benches and say which goals are missed; 0 if none is, 2 for an unknown name."""
    if unknown := [name for name in asked if name not in BENCHES]:
        print(f"no bench named {', '.join(unknown)}; there are {', '.join(BENCHES)}")
        return 2
    missed = 0
    for name in asked or BENCHES:
        for row in import_module(BENCHES[name]).rows():
            print(f"{name:<4} {row}", flush=True)
            missed += row.kept is False
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
