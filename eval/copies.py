"""Copies made by rewriting articles at known rates of edit: how many are found, how fast, and against datasketch.

Two corpora are made with a fixed seed. *Rewritten*: passages of real articles, rewritten, stand in other articles.
*Many*: as many reports as wanted, of text made up from triples of words of the articles, with families of whole copies.

Usage: python -m eval.copies --shared DIR [--many 100000] [--out FILE]
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.model.report import Report
from communique.model.reuse import Reuse
from communique.model.span import Span
from communique.reuse import find_reuse

RATES = (0.0, 0.1, 0.2, 0.3)
SEED = 7
HOSTS = 1500  # articles of the rewritten corpus
WORDS = 300  # of a report of the large corpus
COPIED = 0.4  # of the reports of the large corpus
HALF = 0.5  # of a passage that must be found in both reports

# Words that an editor puts for each other; the rest of the edits need no table.
SYNONYMS = [
    group.split()
    for group in (
        "said told stated declared",
        "talks negotiations discussions",
        "troops soldiers forces",
        "agreement accord deal pact",
        "country nation state",
        "begin start launch",
        "began started launched",
        "big large major",
        "also additionally moreover",
        "but however yet",
        "help assist support",
        "attack strike assault",
        "killed slain dead",
        "after following",
        "before ahead",
        "about around nearly",
        "because since as",
        "against versus",
        "government administration cabinet",
        "leader chief head",
        "people persons citizens",
        "war conflict fighting",
        "many numerous several",
        "new fresh recent",
        "important significant key",
        "show indicate suggest",
        "want wish seek",
        "made taken reached",
        "meeting session summit",
        "visit trip journey",
    )
]
FILLERS = "reportedly also then meanwhile there today again now still further".split()
_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|\s+|.", re.DOTALL)


# -- rewriting ---------------------------------------------------------------------------------------------------------


class Editor:
    """Rewrites text as an editor does: other tenses and words, shorter names, words left out, put in, turned round."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._others = {w: [o for o in group if o != w] for group in SYNONYMS for w in group}

    def rewrite(self, words: Sequence[str], rate: float) -> list[str]:
        """``words`` with about ``rate`` of them changed."""
        left = round(rate * len(words))
        places = sorted(self._rng.sample(range(len(words)), min(left, len(words))))
        found: list[str] = []
        last = 0
        for place in places:
            found.extend(words[last:place])
            found.extend(self._edit(words[place], found))
            last = place + 1
        found.extend(words[last:])
        return found

    def _edit(self, word: str, before: list[str]) -> list[str]:
        plain = word.casefold()
        if plain in self._others:
            return [self._rng.choice(self._others[plain])]
        if word[:1].isupper() and before and before[-1][:1].isupper():
            before.pop()  # a name without its first part
            return [word]
        if plain.endswith("ed") and len(plain) > 4:
            return [word[:-2] + self._rng.choice(("es", "ing"))]
        if plain.endswith("s") and len(plain) > 3:
            return [word[:-1]]
        turn = self._rng.random()
        if turn < 0.4:
            return []
        if turn < 0.7:
            return [word, self._rng.choice(FILLERS)]
        if turn < 0.85 and before:
            return [word, before.pop()]
        return [self._rng.choice(FILLERS)]


def sentences(words: Sequence[str]) -> list[list[str]]:
    """``words`` cut after full stops."""
    found: list[list[str]] = [[]]
    for word in words:
        found[-1].append(word)
        if word.endswith((".", "?", "!")) and len(found[-1]) > 4:
            found.append([])
    return [s for s in found if s]


# -- the rewritten corpus ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Copy:
    """A passage of report ``source`` that stands, rewritten, in report ``target``: places in characters."""

    source: str
    target: str
    at_source: Span
    at_target: Span


def articles(corpus: Path) -> list[list[str]]:
    """The words of each article of at least 300, each text once."""
    found: dict[str, list[str]] = {}
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        for line in file:
            words = json.loads(line)["text"].split()
            if len(words) >= WORDS:
                found.setdefault(" ".join(words[40:80]), words[: 2 * WORDS])
    return list(found.values())


def without_shared(texts: Sequence[list[str]]) -> list[list[str]]:
    """The texts but for those that share a passage with another before anything is copied."""
    reports = [_report(f"{i:05}", " ".join(words)) for i, words in enumerate(texts)]
    shared = {int(passage.report) for entry in find_reuse(reports) for passage in entry.passages}
    return [words for i, words in enumerate(texts) if i not in shared]


def rewritten(texts: Sequence[Sequence[str]], rate: float, rng: random.Random) -> tuple[list[Report], list[Copy]]:
    """Half of the texts as they are; in the other half a passage of one of the first, of 30 to 150 words, rewritten."""
    editor = Editor(rng)
    middle = len(texts) // 2
    reports, copies = [], []
    for i, words in enumerate(texts[:middle]):
        reports.append(_report(f"a{i:05}", " ".join(words)))
    for i, host in enumerate(texts[middle : 2 * middle]):
        words = texts[i]
        length = rng.randint(30, 150)
        start = rng.randrange(0, len(words) - length)
        new = editor.rewrite(words[start : start + length], rate)
        at = rng.randrange(0, len(host))
        text = " ".join([*host[:at], *new, *host[at:]])
        first = len(" ".join(host[:at])) + (at > 0)
        target = _report(f"b{i:05}", text)
        begin = len(" ".join(words[:start])) + (start > 0)
        source = Span(begin, begin + len(" ".join(words[start : start + length])))
        copies.append(Copy(f"a{i:05}", target.id, source, Span(first, first + len(" ".join(new)))))
        reports.append(target)
    return reports, copies


def _report(name: str, text: str) -> Report:
    return Report(name, name, name, "", text, (Span(0, len(text)),))


@dataclass(frozen=True)
class Score:
    """How many of ``gold`` copies were found, and how many of the pairs of reports told of were none."""

    found: int
    gold: int
    wrong: int

    @property
    def precision(self) -> float:
        """Of the pairs told of."""
        return self.found / (self.found + self.wrong) if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of the copies."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def score(found: Iterable[Reuse], copies: Sequence[Copy]) -> Score:
    """A copy is found where both of its passages are told of together, half of each at least."""
    told: dict[tuple[str, str], list[tuple[Span, Span]]] = defaultdict(list)
    for entry in found:
        for i, one in enumerate(entry.passages):
            for two in entry.passages[i + 1 :]:
                pair = sorted((one, two), key=lambda p: p.report)
                told[pair[0].report, pair[1].report].append((pair[0].span, pair[1].span))
    hits = 0
    for copy in copies:
        spans = told.pop((copy.source, copy.target), [])
        covered = [sum(_within(s[side], (copy.at_source, copy.at_target)[side]) for s in spans) for side in (0, 1)]
        hits += covered[0] >= HALF and covered[1] >= HALF
    return Score(hits, len(copies), len(told))


def _within(found: Span, gold: Span) -> float:
    return max(0, min(found.end, gold.end) - max(found.start, gold.start)) / (gold.end - gold.start)


# -- the large corpus --------------------------------------------------------------------------------------------------


def many(texts: Sequence[Sequence[str]], count: int, rng: random.Random) -> tuple[list[Report], dict[str, int]]:
    """``count`` reports and the family of each: text in which each word follows the two before it in some article."""
    follow: dict[tuple[str, str], list[str]] = defaultdict(list)
    for words in texts:
        for a, b, c in zip(words, words[1:], words[2:], strict=False):
            follow[a, b].append(c)
    starts = sorted(follow)
    editor = Editor(rng)
    reports: list[Report] = []
    family: dict[str, int] = {}
    while len(reports) < count:
        words = _made_up(follow, starts, rng)
        number = len(reports)
        for words_of in _family(words, editor, rng):
            if len(reports) < count:
                name = f"m{len(reports):06}"
                reports.append(_report(name, " ".join(words_of)))
                family[name] = number
    return reports, family


def _made_up(
    follow: dict[tuple[str, str], list[str]], starts: Sequence[tuple[str, str]], rng: random.Random
) -> list[str]:
    words = list(rng.choice(starts))
    while len(words) < WORDS:
        after = follow.get((words[-2], words[-1]))
        words.extend((rng.choice(after),) if after else rng.choice(starts))
    return words


def _family(words: list[str], editor: Editor, rng: random.Random) -> Iterator[list[str]]:
    yield words
    while rng.random() < COPIED:
        kept = [s for s in sentences(words) if rng.random() < 0.85] or [words]
        if len(kept) > 2 and rng.random() < 0.5:
            i = rng.randrange(len(kept) - 1)
            kept[i], kept[i + 1] = kept[i + 1], kept[i]
        yield editor.rewrite([w for s in kept for w in s], rng.choice(RATES))


def pairs_of(family: dict[str, int]) -> set[tuple[str, str]]:
    """The pairs of reports of one family."""
    groups: dict[int, list[str]] = defaultdict(list)
    for name, number in family.items():
        groups[number].append(name)
    return {(a, b) for g in groups.values() for i, a in enumerate(g) for b in g[i + 1 :]}


def told_pairs(found: Iterable[Reuse]) -> set[tuple[str, str]]:
    """The pairs of reports that share a passage."""
    return {
        (a, b)
        for entry in found
        for i, a in enumerate(sorted({p.report for p in entry.passages}))
        for b in sorted({p.report for p in entry.passages})[i + 1 :]
    }


def score_pairs(found: set[tuple[str, str]], gold: set[tuple[str, str]]) -> Score:
    """Pairs of reports, as a library that knows no passages can tell them."""
    return Score(len(found & gold), len(gold), len(found - gold))


def by_datasketch(reports: Sequence[Report], threshold: float) -> set[tuple[str, str]]:
    """The pairs that MinHash with locality-sensitive hashing finds: 128 permutations, shingles of three words."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=128)
    found: set[tuple[str, str]] = set()
    for report in reports:
        words = [w.casefold() for w in re.findall(r"[^\W_]+", report.text)]
        print_ = MinHash(num_perm=128, seed=1)
        print_.update_batch([" ".join(words[i : i + 3]).encode() for i in range(len(words) - 2)])
        found |= {(other, report.id) for other in index.query(print_)}
        index.insert(report.id, print_)
    return found


# -- the measure -------------------------------------------------------------------------------------------------------


def main() -> None:
    """Make the corpora, look for copies and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--many", type=int, default=0)
    parser.add_argument("--datasketch", action="store_true", help="Measure datasketch on the same reports too.")
    args = parser.parse_args()
    texts = shuffled(args.shared / "data")
    print(by_rate(texts))
    if args.many:
        reports, family = many(texts, args.many, random.Random(SEED))
        gold = pairs_of(family)
        began = time.monotonic()
        found = find_reuse(reports)
        seconds = time.monotonic() - began
        told = _words(score_pairs(told_pairs(found), gold))
        print(f"{len(reports)} reports in {seconds:.0f} s, peak {_peak()} MB: {told}")
        if args.datasketch:
            for threshold in (0.5, 0.3, 0.15):
                began = time.monotonic()
                other = by_datasketch(reports, threshold)
                seconds = time.monotonic() - began
                print(f"datasketch, threshold {threshold}: {seconds:.0f} s: {_words(score_pairs(other, gold))}")


def shuffled(data: Path) -> list[list[str]]:
    """The articles of the shared data in the order of the seed."""
    texts = articles(data / "news" / "foreign_affairs.jsonl.gz")
    random.Random(SEED).shuffle(texts)
    return texts


def by_rate(texts: Sequence[list[str]]) -> str:
    """How many rewritten passages are found, by rate of edits."""
    apart = without_shared(texts[:HOSTS])
    lines = []
    for rate in RATES:
        reports, copies = rewritten(apart, rate, random.Random(SEED))
        lines.append(f"{rate:.0%} of the words edited: {_words(score(find_reuse(reports), copies))}")
    return "\n".join(lines)


def report(data: Path) -> str:
    """The figures of `by_rate` for the articles of the shared data."""
    return by_rate(shuffled(data))


def _words(result: Score) -> str:
    return f"F1 {result.f1:.3f}, precision {result.precision:.3f}, recall {result.recall:.3f} of {result.gold}"


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
