"""Reads the traps and counts by group: ``python -m eval.traps``; ``--write`` notes the ids that are fallen into."""

from __future__ import annotations

import argparse

from communique.pipeline import load_tools
from eval import traps


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write open.txt")
    parser.add_argument("--show", action="store_true", help="print each mistake")
    args = parser.parse_args()
    tools = load_tools()
    if args.show:
        for case in traps.cases():
            wrong = traps.mistakes(case, traps.read(case, tools).events)
            if wrong:
                print(f"{case.id}: {', '.join(wrong)}: {case.text}")
    print(traps.report(tools))
    if args.write:
        fallen = [c.id for c in traps.cases() if traps.mistakes(c, traps.read(c, tools).events)]
        traps.OPEN.write_text("\n".join(fallen) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
