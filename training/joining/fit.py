"""Fits the weights by which event mentions are joined: ``python -m training.joining.fit --shared DIR``.

Each pair of mentions of one class that the program found in one collection is an example, if gold says which events the
two tell; so is a mention with all others of an event together. The weights are those of a logistic regression with a
quadratic penalty; a pair within one report counts less, for there are many. Gold is `collections` beside this file,
where each event names all its mentions, and `eval/held` and the development collections of the shared data, where it
quotes one passage a report. The collections in `eval/joins` are kept apart to measure on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from communique import ingest, pipeline
from communique.export.naming import report_names
from communique.merge.canonical import settle
from communique.merge.link import cast_of, link_things
from communique.merge.link_events import whole_of
from communique.merge.pairs import Feature, Scene, class_of, features, in_one_sentence, set_scene
from communique.merge.passages import Passages
from communique.merge.subjects import EventView, gather
from communique.model.event import plover_name
from communique.model.record import Claim
from communique.model.report import Report
from communique.record.unroll import unroll
from communique.reuse import find_reuse

HERE = Path(__file__).parent
OUT = Path("src/communique/data/en/joining.toml")
PENALTY, STEPS = 2.0, 60
WITHIN, WHOLE = 0.5, 0.7  # weight of a pair within one report, and of a mention and a whole
LEAST = 4  # examples that have a feature, else it gets no weight
FOR = ("same", "several", "a state shared", "killed once", "points back", "last told", "wording")
AGAINST = ("other", "one of", "place abroad", "done, then plan", "news of long ago")
HEAD = """# What speaks for and against two event mentions being one event. Features are told in merge/pairs.py.
# Fitted by training/joining/fit.py on its own collections and the development collections; the sum with bias is the
# logarithm of the odds.
"""


@dataclass(frozen=True)
class Example:
    """Two mentions, or a mention and a ``whole`` of several, by what they have in common, and whether they are one."""

    features: tuple[Feature, ...]
    same: bool
    within: bool
    about: str = ""
    whole: bool = False


# -- examples ----------------------------------------------------------------------------------------------------------


def examples(collection: Path, tools: pipeline.Tools) -> Iterator[Example]:
    """The examples of one collection: a folder with ``reports`` and ``gold.json``."""
    outcomes = [ingest.read_input(entry, tools.ingest) for entry in ingest.find_inputs([collection / "reports"])]
    reports = [o.report for o in outcomes if o.report is not None]
    claims = [claim for report in reports for claim in unroll(pipeline.read_report(report, tools))]
    gold = json.loads((collection / "gold.json").read_text(encoding="utf-8"))
    yield from pairs(reports, claims, tells(gold, reports, claims))


def pairs(reports: Sequence[Report], claims: Sequence[Claim], told: Mapping[str, frozenset[str]]) -> Iterator[Example]:
    """The pairs of mentions of one class of which gold says what they tell."""
    subjects = gather(reports, claims)
    passages = Passages({r.id: r for r in reports}, find_reuse(reports))
    partition = settle([])
    link_things(subjects, passages, partition)
    scene = set_scene(subjects.events.values(), cast_of(subjects, partition))
    columns = {key: passages.column(v.report, v.trigger_span) for key, v in subjects.events.items()}
    classes: dict[str, list[EventView]] = defaultdict(list)
    for key in sorted(told):
        classes[class_of(subjects.events[key].kind)].append(subjects.events[key])
    for views in classes.values():
        for one, two in combinations(views, 2):
            a, b = told[one.key], told[two.key]
            if in_one_sentence(one, two) or (a & b and a != b) or not (a or b):
                continue
            if columns[one.key] is not None and columns[one.key] == columns[two.key] and one.report != two.report:
                continue  # decided by the shared passage
            found = tuple(features(one, two, scene))
            yield Example(found, bool(a & b), one.report == two.report, f"{one.evidence} || {two.evidence}")
        yield from wholes(views, told, scene)


def wholes(views: Sequence[EventView], told: Mapping[str, frozenset[str]], scene: Scene) -> Iterator[Example]:
    """Each mention with all others of each event together, where these are several."""
    events = sorted({event for view in views for event in told[view.key]})
    for event in events:
        own = [v for v in views if told[v.key] == {event}]
        for view in views:
            rest = [v for v in own if v is not view]
            if len(rest) < 2 or (event in told[view.key] and told[view.key] != {event}):
                continue
            whole = whole_of(rest, scene.cast)
            if any(in_one_sentence(view, v) for v in rest):
                continue
            yield Example(
                tuple(features(whole, view, scene)),
                told[view.key] == {event},
                False,
                f"{event} || {view.evidence}",
                True,
            )


def tells(gold: Mapping[str, Any], reports: Sequence[Report], claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """The gold events that each event mention found tells: its trigger lies in their words, its PLOVER name is theirs.

    Where gold names all mentions, what is faint and none of them tells nothing; other mentions are left out.
    """
    complete = all(event.get("mentions") for event in gold["events"])
    claims = list(claims)
    faint = {claim.key for claim in claims if claim.prop == "faint"} if complete else set()
    ids = {name: id_ for id_, name in report_names(reports).items()}
    texts = {r.id: _Flat(r.text) for r in reports}
    marked: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for event in gold["events"]:
        for mention in event.get("mentions") or event["evidence"]:
            report = ids.get(mention["report"])
            at = texts[report].find(mention["quote"], mention.get("trigger")) if report else None
            if report and at:
                marked[report].append((*at, event["id"], event["kind"]))
    found: dict[str, frozenset[str]] = {}
    for claim in claims:
        span = claim.span
        if claim.prop == "kind" and claim.subject.startswith("e") and span is not None:
            own = plover_name(claim.value)
            events = {
                event
                for a, b, event, kind in marked[claim.report]
                if a < span.end and span.start < b and plover_name(kind) == own
            }
            if events or claim.key in faint:
                found[claim.key] = frozenset(events)
    return found


class _Flat:
    """A text with white space made single, and where each character stood."""

    def __init__(self, text: str) -> None:
        kept = [i for i, c in enumerate(text) if not c.isspace() or (i and not text[i - 1].isspace())]
        self._at = kept
        self._text = "".join(" " if text[i].isspace() else text[i] for i in kept)

    def find(self, quote: str, word: str | None) -> tuple[int, int] | None:
        """Where ``quote`` stands, or ``word`` within it."""
        first = self._text.find(" ".join(quote.split()))
        if first < 0:
            return None
        inner = quote.find(word) if word else 0
        start = first + max(inner, 0)
        length = len(word) if word else len(" ".join(quote.split()))
        return self._at[start], self._at[start + length - 1] + 1


# -- the fit -----------------------------------------------------------------------------------------------------------


def fit(known: Sequence[Example], penalty: float = PENALTY) -> dict[str, float]:
    """Weights by feature, with ``bias``; a feature whose weight contradicts its name is left to the others.

    Features overlap, so that one of them may get a weight of the wrong sign ("same states" against): no reason to show.
    """
    counts = Counter(f.name for e in known for f in e.features)
    names = sorted(name for name, n in counts.items() if n >= LEAST)
    while True:
        weights = _regression(known, names, penalty)
        absurd = [n for n in names if weights[n] * _sense(n) < 0]
        if not absurd:
            return weights
        names.remove(max(absurd, key=lambda n: (abs(weights[n]), n)))


def _sense(name: str) -> int:
    """1 for a feature that can only speak for one event, -1 for one that can only speak against it, else 0."""
    if name.startswith(FOR) or name.endswith((" same", " state", " alike")):
        return 1
    return -1 if name.startswith(AGAINST) or name.endswith((" differ", " differs", " apart")) else 0


def _regression(known: Sequence[Example], names: Sequence[str], penalty: float) -> dict[str, float]:
    """Logistic regression on the features ``names`` by Newton's method."""
    place = {name: i for i, name in enumerate(names)}
    rows = np.zeros((len(known), len(names) + 1))
    rows[:, -1] = 1.0
    for row, example in zip(rows, known, strict=True):
        for f in example.features:
            if f.name in place:
                row[place[f.name]] += f.value
    same = np.array([e.same for e in known], dtype=float)
    weight = np.array([WITHIN if e.within else WHOLE if e.whole else 1.0 for e in known])
    shrink = np.full(len(names) + 1, penalty)
    shrink[-1] = 0.0
    w = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-rows @ w))
        gradient = rows.T @ (weight * (same - odds)) - shrink * w
        curve = (rows * (weight * odds * (1 - odds))[:, None]).T @ rows + np.diag(shrink + 1e-6)
        w += np.linalg.solve(curve, gradient)
    return {**dict(zip(names, w[:-1].tolist(), strict=True)), "bias": float(w[-1])}


def odds(found: Iterable[Feature], weights: Mapping[str, float]) -> float:
    """The log odds of an example under ``weights``."""
    return weights["bias"] + sum(weights.get(f.name, 0.0) * f.value for f in found)


def quality(known: Sequence[Example], weights: Mapping[str, float]) -> str:
    """Precision and recall of pairs above even odds."""
    pairs = [e for e in known if not e.whole]
    told = [e.same for e in pairs if odds(e.features, weights) > 0]
    hits, right = sum(told), sum(e.same for e in pairs)
    return (
        f"precision {hits / max(1, len(told)):.3f}, recall {hits / max(1, right):.3f} of {right} in {len(pairs)} pairs"
    )


def write(weights: Mapping[str, float], path: Path) -> None:
    """Write the weights, the strongest first."""
    rows = sorted(((n, round(w, 2)) for n, w in weights.items() if n != "bias"), key=lambda p: (-p[1], p[0]))
    lines = [f"bias = {weights['bias']:.2f}", *(f'"{name}" = {weight}' for name, weight in rows)]
    path.write_text(HEAD + "[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, write the weights, and print how well pairs of collections left out are told apart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    folders = [HERE / "collections", Path("eval/held"), args.shared / "eval" / "dev"]
    tools = pipeline.load_tools()
    golds = [f.parent for folder in folders for f in sorted(folder.glob("*/gold.json"))]
    known = {folder.name: list(examples(folder, tools)) for folder in golds}
    left_out: list[tuple[Example, float]] = []
    for name, own in known.items():
        weights = fit([e for other, found in known.items() if other != name for e in found])
        left_out.extend((e, odds(e.features, weights)) for e in own if not e.whole)
        print(f"{name}, left out of the fit: {quality(own, weights)}")
    for least in (-1.0, -0.5, 0.0, 0.5, 1.0):
        told = [e.same for e, o in left_out if o > least]
        right = sum(e.same for e, _ in left_out)
        print(f"all, log odds over {least}: precision {sum(told) / len(told):.3f}, recall {sum(told) / right:.3f}")
    weights = fit([e for found in known.values() for e in found])
    write(weights, args.out)
    apart = [e for f in sorted(Path("eval/joins").glob("*/gold.json")) for e in examples(f.parent, tools)]
    print(f"eval/joins: {quality(apart, weights)}")


if __name__ == "__main__":
    main()
