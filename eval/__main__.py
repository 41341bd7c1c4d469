"""`python -m eval`: one table of scores, the language model's, speed and memory; exit code 1 below the floors."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from eval import floors, following, gold, gsr, measured, news, readme, speed, stories

OUT = Path(__file__).parent / "out"
OWN = {
    "held": "Our own collections, of other countries",
    "joins": "Collections about joining, not used to fit it",
    "stress": "Collections made to tempt it to join wrongly",
    "unseen": "Collections that nothing was tried out on",
    "news": "Real news, coded by us",
    "news_unseen": "Real news that nothing was tried out on",
}
TITLES = {
    "sentences": "PLOVER's gold sentences",
    "names": "Pairs of names",
    "copies": "Rewritten passages",
    "reading": "Held-out part of the event corpus",
    "traps": "Traps",
    "probes": "Probes, share as it should be",
    "language": "Language model, held out",
    "speed": "Speed",
    "stories": "Life stories, lines of each register",
    "following": "Registers on the collection of seeds",
}
GATED = {
    "held": ("event.plover", "event.status", "entity.found", "statement.found", "evidence.verbatim"),
    "joins": ("event.plover", "event.joined_across_reports", "event.joins_right"),
    "stress": ("event.joins_right", "entity.names_b3"),
    "unseen": (),
    "news": ("event.plover", "entity.found", "entity.country", "statement.found"),
    "news_unseen": (),
}
"""Measures on our own collections that have floors; the others are shown."""


def main() -> int:
    """Measure, print, gate."""
    args = _arguments()
    if not (args.shared / "eval" / "score.py").exists():
        print(f"eval: no collections at {args.shared}; point --shared at the folder that holds eval/ and data/")
        return 3
    scorer = args.shared / "eval" / "score.py"
    scores = [gold.score(c, scorer, OUT / c.name) for c in gold.collections(args.shared / "eval" / "dev")]
    means = gold.means(scores)
    blocks = {"collections": table(scores, means)}
    print(blocks["collections"])
    for part, title in OWN.items():
        own = [gold.score(c, scorer, OUT / c.name) for c in _collections(part, args.shared)]
        blocks[part] = table(own, gold.means(own))
        print(f"\n{title}\n{blocks[part]}")
        means |= {f"{part}.{name}": value for name, value in gold.means(own).items() if name in GATED[part]}
    blocks |= _registers(args.shared, means)
    if not args.quick:
        blocks |= _more(args, means)
    if args.readme:
        measured.write(blocks)
    return _gate(args, scores, means)


def _collections(part: str, shared: Path) -> list[Path]:
    here = Path(__file__).parent / part
    return gold.collections(here) or news.collections(here, shared, OUT / part)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="eval", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--quick", action="store_true", help="the collections only")
    parser.add_argument("--reports", type=int, default=300, help="articles to time")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--raise-floors", action="store_true", help="write today's means as floors where they are higher"
    )
    parser.add_argument(
        "--lower-floors", metavar="REASON", help="write today's means as floors; say why in the changelog too"
    )
    parser.add_argument("--readme", action="store_true", help="write the figures into the README")
    return parser.parse_args()


def table(scores: list[gold.Scores], means: dict[str, float]) -> str:
    """Measures down, collections across, the mean last."""
    names = [s.name[:16] for s in scores]
    lines = [f"{'':30}" + "".join(f"{n:>18}" for n in names) + f"{'mean':>10}"]
    for measure, mean in means.items():
        cells = "".join(f"{s.values[measure]:>18.3f}" if measure in s.values else f"{'-':>18}" for s in scores)
        lines.append(f"{measure:30}{cells}{mean:>10.3f}")
    return "\n".join(lines)


def _registers(shared: Path, means: dict[str, float]) -> dict[str, str]:
    """What registers make of the life stories, and of the collection that an analyst's file is expected of."""
    totals = stories.measure(stories.folders())
    means |= {f"stories.{name}": of.right / of.expected for name, of in totals.items() if of.expected}
    found = {
        "stories": stories.table(totals),
        "following": following.report(shared / "eval" / "dev" / following.COLLECTION / "reports"),
    }
    for name, block in found.items():
        print(f"\n{TITLES[name]}\n{block}", flush=True)
    return found


def _more(args: argparse.Namespace, means: dict[str, float]) -> dict[str, str]:
    """What takes longer: sentences, held-out corpus, traps, probes, language model, speed; printed as it comes."""
    from communique.pipeline import load_tools
    from eval import copies, name_pairs, probes, reading, traps

    data, tools = args.shared / "data", load_tools()
    steps: dict[str, Callable[[], str]] = {
        "sentences": lambda: gsr.report(data / "plover" / "gsr_dev.json"),
        "names": lambda: name_pairs.table(list(name_pairs.pairs())),
        "copies": lambda: copies.report(data),
        "reading": lambda: reading.report(data, tools),
        "traps": lambda: traps.report(tools),
        "probes": lambda: probes.report(probes.measure(tools)),
        "language": lambda: _language(data),
        "speed": lambda: _speed(args, means),
    }
    found = {}
    for name, step in steps.items():
        found[name] = step()
        print(f"\n{TITLES[name]}\n{found[name]}", flush=True)
    return found


def _language(data: Path) -> str:
    from communique.language.weights import DEFAULT
    from eval import language

    return language.table(language.measure(data, DEFAULT))


def _speed(args: argparse.Namespace, means: dict[str, float]) -> str:
    corpus = args.shared / "data" / "news" / "foreign_affairs.jsonl.gz"
    found = speed.measure(corpus, args.reports, args.workers, OUT / "speed")
    if args.readme:
        readme.write(means, found, speed.WORDS, args.workers)
    return (
        f"Speed: {found.reports} reports of {speed.WORDS} words in {found.seconds:.1f} s with {args.workers} workers: "
        f"{found.rate:.1f} a second; largest process {found.peak_mb:.0f} MB; "
        f"record {found.kb_a_report:.1f} kB a report beside its text"
    )


def _gate(args: argparse.Namespace, scores: list[gold.Scores], means: dict[str, float]) -> int:
    known, digests = floors.Floors.read(), {s.name: s.digest for s in scores}
    (OUT / "scores.json").write_text(json.dumps({"means": means, "raw": {s.name: s.raw for s in scores}}, indent=1))
    if args.raise_floors or args.lower_floors:
        floors.raised(known, means, digests, lower=bool(args.lower_floors)).write()
        return 0
    for name in floors.moved(known, digests):
        print(f"note: {name} is not the collection the floors were measured on")
    below = floors.fallen(known, means)
    print("\n" + ("\n".join(["Below the floors:", *below]) if below else f"All {len(known.measures)} floors hold."))
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
