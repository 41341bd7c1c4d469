"""Fits the weights by which event mentions are joined: ``python -m training.joining.fit --shared DIR``.

Each pair of mentions of one class that the program found in one collection is an example, if gold says which events the
two tell; so is a mention with all others of an event together. The weights are those of a logistic regression with a
quadratic penalty; a pair within one report counts less, for there are many. Gold is `collections` beside this file,
where each event names all its mentions, and `eval/held` and the development collections of the shared data, where it
quotes one passage a report. The collections in `eval/joins` are kept apart to measure on.

Much more is alike by chance in a large record than in a small one. Therefore all collections are read a second time as
parts of one record with 1,500 articles of real news (`news_sample.txt`), and pairs of mentions in these articles that
were judged by reading (`news_pairs.psv`) are examples too.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from communique import ingest, pipeline
from communique.export.naming import report_names
from communique.merge.canonical import settle
from communique.merge.link import cast_of, link_things
from communique.merge.link_events import whole_of
from communique.merge.pairs import Feature, Scene, class_of, features, in_one_sentence, set_scene
from communique.merge.passages import Passages
from communique.merge.subjects import EventView, Subjects, gather
from communique.model.event import plover_name
from communique.model.record import Claim
from communique.model.report import Report
from communique.record.unroll import unroll
from communique.reuse import find_reuse

HERE = Path(__file__).parent
NEWS = Path("data/news/foreign_affairs.jsonl.gz")
OUT = Path("src/communique/data/en/joining.toml")
PENALTY, STEPS = 2.0, 60
WITHIN, WHOLE = 0.5, 0.7  # weight of a pair within one report, and of a mention and a whole
MOST = 4.0  # weight of one judged pair of real news
FOLDS = 5
LEAST = 4  # examples that have a feature, else it gets no weight
FOR = ("same", "several", "a state shared", "killed once", "points back", "last told", "wording", "words", "rare")
AGAINST = ("other", "one of", "place abroad", "done, then plan", "news of long ago", "many reports")
HEAD = """# What speaks for and against two event mentions being one event. Features are told in merge/pairs.py.
# Fitted by training/joining/fit.py on its own collections and the development collections; the sum with bias is the
# logarithm of the odds.
"""


@dataclass(frozen=True)
class Example:
    """Two mentions, or a mention and a ``whole`` of several, by what they have in common, and whether they are one."""

    features: tuple[Feature, ...]
    same: bool
    weight: float
    whole: bool = False


@dataclass(frozen=True)
class Reading:
    """Reports as read, with the claims of each."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]

    def __add__(self, other: Reading) -> Reading:
        return Reading(self.reports + other.reports, self.claims + other.claims)


@dataclass(frozen=True)
class Ground:
    """What a record of some reports makes of their mentions, before any event is joined."""

    reports: tuple[Report, ...]
    subjects: Subjects
    scene: Scene
    columns: Mapping[str, Hashable | None]

    @classmethod
    def of(cls, reading: Reading) -> Ground:
        """The ground of a record of all reports of ``reading``."""
        subjects = gather(reading.reports, reading.claims)
        passages = Passages({r.id: r for r in reading.reports}, find_reuse(reading.reports))
        partition = settle([])
        link_things(subjects, passages, partition)
        columns = {key: passages.column(v.report, v.trigger_span) for key, v in subjects.events.items()}
        return cls(
            reading.reports, subjects, set_scene(subjects.events.values(), cast_of(subjects, partition)), columns
        )

    def features(self, one: EventView, two: EventView) -> tuple[Feature, ...]:
        """What two mentions have in common."""
        return tuple(features(one, two, self.scene))


# -- examples ----------------------------------------------------------------------------------------------------------


def read(entries: Iterable[ingest.Input], tools: pipeline.Tools) -> Reading:
    """The reports among ``entries``."""
    outcomes = (ingest.read_input(entry, tools.ingest) for entry in entries)
    reports = tuple(o.report for o in outcomes if o.report is not None)
    claims = (claim for report in reports for claim in unroll(pipeline.read_report(report, tools)))
    return Reading(reports, tuple(claims))


def pairs(ground: Ground, told: Mapping[str, frozenset[str]]) -> Iterator[Example]:
    """The pairs of mentions of one class of which gold says what they tell."""
    classes: dict[str, list[EventView]] = defaultdict(list)
    for key in sorted(told):
        classes[class_of(ground.subjects.events[key].kind)].append(ground.subjects.events[key])
    for views in classes.values():
        for one, two in combinations(views, 2):
            a, b = told[one.key], told[two.key]
            if in_one_sentence(one, two) or (a & b and a != b) or not (a or b):
                continue
            within = one.report == two.report
            column = ground.columns[one.key]
            if column is None or column != ground.columns[two.key] or within:  # else decided by the shared passage
                yield Example(ground.features(one, two), bool(a & b), WITHIN if within else 1.0)
        yield from wholes(views, told, ground)


def wholes(views: Sequence[EventView], told: Mapping[str, frozenset[str]], ground: Ground) -> Iterator[Example]:
    """Each mention with all others of each event together, where these are several."""
    events = sorted({event for view in views for event in told[view.key]})
    for event in events:
        own = [v for v in views if told[v.key] == {event}]
        for view in views:
            rest = [v for v in own if v is not view]
            if len(rest) < 2 or (event in told[view.key] and told[view.key] != {event}):
                continue
            if any(in_one_sentence(view, v) for v in rest):
                continue
            whole = whole_of(rest, ground.scene.cast)
            yield Example(ground.features(whole, view), told[view.key] == {event}, WHOLE, whole=True)


def judged(ground: Ground, path: Path = HERE / "news_pairs.psv") -> Iterator[Example]:
    """The pairs of mentions in real news that were judged by reading, unless the program no longer finds them.

    They were drawn from all pairs that meet, those likely to be one event more often. Each counts for as many as it
    stands for, by the median, but for `MOST` at most.
    """
    by_place = {(v.report, str(v.trigger_span)): v for v in ground.subjects.events.values()}
    ids = {name: id_ for id_, name in report_names(ground.reports).items()}
    rows = [line.split("|") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    usual = median(float(row[3]) for row in rows)
    for first, second, judgement, stands_for in rows:
        one, two = (by_place.get((ids.get(name, ""), span)) for name, span in map(str.split, (first, second)))
        if one is not None and two is not None and judgement != "unclear":
            weight = min(MOST, float(stands_for) / usual)
            yield Example(ground.features(one, two), judgement == "same", weight)


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
    weight = np.array([e.weight for e in known])
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


def quality(told: Sequence[tuple[Example, float]], least: float = 0.0) -> str:
    """Precision and recall of pairs with log odds over ``least``, each weighing as in the fit."""
    pairs = [(e, o) for e, o in told if not e.whole]
    found, right = (
        sum(e.weight for e, o in pairs if test(e, o)) for test in (lambda e, o: o > least, lambda e, o: e.same)
    )
    hits = sum(e.weight for e, o in pairs if o > least and e.same)
    return f"precision {hits / max(1e-9, found):.3f}, recall {hits / max(1e-9, right):.3f} of {len(pairs)} pairs"


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
    tools = pipeline.load_tools()
    folders = [HERE / "collections", Path("eval/held"), args.shared / "eval" / "dev"]
    known = collections_in(folders, tools)
    apart = collections_in([Path("eval/joins")], tools)
    news = read(articles(args.shared), tools)
    ground = Ground.of(sum((c.reading for c in known.values()), news))
    examples = {name: [*pairs(Ground.of(c.reading), c.told), *pairs(ground, c.told)] for name, c in known.items()}
    of_news = list(judged(ground))
    print(f"{len(of_news)} judged pairs of news, {sum(map(len, examples.values()))} examples of collections")
    left_out = list(crossed(examples, of_news))
    for name, told in (("collections", [r for n, r in left_out if n]), ("news", [r for n, r in left_out if not n])):
        for least in (-0.6, -0.4, 0.0, 0.4, 0.85):
            print(f"{name} left out of the fit, log odds over {least}: {quality(told, least)}")
    weights = fit([*(e for found in examples.values() for e in found), *of_news])
    write(weights, args.out)
    for name, c in apart.items():
        found = pairs(Ground.of(c.reading), c.told)
        print(f"{name}, never fitted on: {quality([(e, odds(e.features, weights)) for e in found])}")


@dataclass(frozen=True)
class Collection:
    """Reports as read, and the gold events that each event mention tells."""

    reading: Reading
    told: Mapping[str, frozenset[str]]


def collections_in(folders: Iterable[Path], tools: pipeline.Tools) -> dict[str, Collection]:
    """The collections under ``folders``, by name: each a folder with ``reports`` and ``gold.json``."""
    found = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*/gold.json"))):
        reading = read(ingest.find_inputs([path.parent / "reports"]), tools)
        gold = json.loads(path.read_text(encoding="utf-8"))
        found[path.parent.name] = Collection(reading, tells(gold, reading.reports, reading.claims))
    return found


def articles(shared: Path) -> Iterator[ingest.Input]:
    """The articles of the sample, as lines of the shared news."""
    wanted = set((HERE / "news_sample.txt").read_text(encoding="utf-8").split())
    with tempfile.TemporaryDirectory() as folder, gzip.open(shared / NEWS, "rt", encoding="utf-8") as file:
        path = Path(folder) / "news.jsonl"
        path.write_text("".join(line for line in file if json.loads(line)["id"] in wanted), encoding="utf-8")
        yield from ingest.find_inputs([path])


def crossed(
    examples: Mapping[str, Sequence[Example]], of_news: Sequence[Example]
) -> Iterator[tuple[str, tuple[Example, float]]]:
    """Each example with the log odds that weights give it which were fitted without its fold; "" names the news."""
    names = sorted(examples)
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        held = [(name, e) for name in sorted(out) for e in examples[name]] + [("", e) for e in of_news[fold::FOLDS]]
        rest = [e for name in names if name not in out for e in examples[name]]
        weights = fit([*rest, *(e for i, e in enumerate(of_news) if i % FOLDS != fold)])
        yield from ((name, (e, odds(e.features, weights))) for name, e in held)


if __name__ == "__main__":
    main()
