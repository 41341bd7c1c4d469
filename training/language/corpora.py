"""Reads the corpora into examples; what a corpus does not annotate stays None and is masked in training."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

NAME_TAGS = ("O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place", "B-misc", "I-misc")
"""Tags of the name head."""

KINDS = ("none", "person", "place", "organisation", "object", "event", "time", "abstract", "other")
"""Classes of the mention-head head."""

_GUM_KINDS = {"organization": "organisation", "substance": "other", "animal": "other", "plant": "other"}
_UNER = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_CROSSNER = {
    "politician": "person", "person": "person", "politicalparty": "organisation", "organisation": "organisation",
    "country": "place", "location": "place", "election": "misc", "event": "misc", "misc": "misc",
}  # fmt: skip
ANY = frozenset(NAME_TAGS)
UNSURE = frozenset({"O", "B-misc", "I-misc"})
"""What O means in a corpus that does not annotate other names."""

_TITLES = frozenset(
    """president vice prime minister mr mrs ms miss dr doctor sen senator rep representative gov governor gen general
    lt lieutenant col colonel maj major capt captain sgt sergeant adm admiral commander marshal secretary king queen
    prince princess emperor empress duke duchess sir lord lady dame judge justice chief professor prof chancellor
    ambassador rev reverend father sister brother pope bishop archbishop cardinal imam sheikh ayatollah rabbi saint st
    mayor chairman speaker attorney foreign defense defence treasury state first deputy assistant former coach officer
    detective inspector sheriff count baron congressman congresswoman councillor mp baroness premier""".split()
)


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence. ``names`` holds the allowed tags of each word: one where annotated, several where unsure.

    Where events are annotated, ``triggers`` holds each word's kind or "none", ``statuses`` the status of triggers,
    ``cues`` whether a word reports speech, ``sorts`` the kind of entity that a word stands for where known, and
    ``links`` (trigger or cue, word that fills, role).
    """

    source: str
    ident: str
    forms: tuple[str, ...]
    upos: tuple[str, ...] | None = None
    xpos: tuple[str, ...] | None = None
    lemmas: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deprels: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    names: tuple[frozenset[str], ...] | None = None
    triggers: tuple[str, ...] | None = None
    statuses: tuple[str | None, ...] | None = None
    cues: tuple[bool, ...] | None = None
    sorts: tuple[str | None, ...] | None = None
    links: tuple[tuple[int, int, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A GUM mention: words ``first`` to ``last`` of its sentence, entity type, Wikipedia page if linked, and its chain.

    ``chain`` is the number that all mentions of one thing bear in the document.
    """

    first: int
    last: int
    kind: str
    link: str | None
    chain: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of a CoNLL-U file with its comments, for what `Example` leaves out."""

    comments: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    ranges: tuple[tuple[int, int, str, str], ...]

    def comment(self, key: str) -> str | None:
        """The value of ``# key = value``."""
        return next((c.partition(" = ")[2] for c in self.comments if c.startswith(f"# {key} = ")), None)


def rows(path: Path) -> Iterator[Row]:
    """The sentences of a CoNLL-U file; multi-word tokens go to ``ranges``, empty nodes are dropped."""
    comments: list[str] = []
    columns: list[tuple[str, ...]] = []
    ranges: list[tuple[int, int, str, str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            comments.append(line)
        elif line:
            _sort_line(line.split("\t"), columns, ranges)
        elif columns:
            yield Row(tuple(comments), tuple(columns), tuple(ranges))
            comments, columns, ranges = [], [], []


def _sort_line(cells: list[str], columns: list[tuple[str, ...]], ranges: list[tuple[int, int, str, str]]) -> None:
    if cells[0].isdigit():
        columns.append(tuple(cells))
    elif "-" in cells[0]:
        first, last = map(int, cells[0].split("-"))
        ranges.append((first - 1, last - 1, cells[1], cells[9]))


def tree(row: Row, source: str) -> Example:
    """An example with everything UD annotates. ``source`` names the corpus."""
    cols = tuple(zip(*row.columns, strict=True))
    return Example(
        source=source,
        ident=row.comment("sent_id") or "",
        forms=cols[1],
        lemmas=tuple(f if lem == "_" and f != "_" else lem for f, lem in zip(cols[1], cols[2], strict=True)),
        upos=cols[3],
        xpos=cols[4],
        heads=tuple(int(h) - 1 for h in cols[6]),
        deprels=cols[7],
    )


def ewt(data: Path, part: str) -> list[Example]:
    """EWT ``train``, ``dev`` or ``test``."""
    return [tree(row, "ewt") for row in rows(data / "ud" / "ewt" / f"en_ewt-ud-{part}.conllu")]


def pud(data: Path) -> list[Example]:
    """PUD, for measuring only; its text is its id, since Universal NER numbers the sentences otherwise."""
    found = list(rows(data / "ud" / "pud" / "en_pud-ud-test.conllu"))
    return [replace(tree(row, "pud"), ident=row.comment("text") or "") for row in found]


def gum_documents(data: Path, part: str) -> dict[str, list[Row]]:
    """The documents of GUM's ``train``, ``dev`` or ``test``, each as its sentences."""
    folder = data / "ud" / "gum"
    names: list[str] = json.loads((folder / "splits.json").read_text())[part]
    return {name: list(rows(folder / f"{name}.conllu")) for name in names}


def gum(data: Path, part: str) -> list[Example]:
    """GUM with trees, mention heads and names worked out from its mentions."""
    documents = gum_documents(data, part)
    found = {name: mentions(sents) for name, sents in documents.items()}
    places: set[str | None] = {
        m.link for doc in found.values() for sent in doc for m in sent if m.kind == "place" and m.link
    }
    out = []
    for name, sents in documents.items():
        for row, here in zip(sents, found[name], strict=True):
            plain = tree(row, "gum")
            out.append(replace(plain, kinds=_kinds(plain, here), names=_gum_names(plain, here, places)))
    return out


_BRACKET = re.compile(r"\(([^()]+)(\)?)|([^()]+)\)")


def mentions(sents: list[Row]) -> list[list[Mention]]:
    """The mentions of one document, by sentence, read from ``Entity=`` in MISC."""
    out: list[list[Mention]] = []
    for row in sents:
        here: list[Mention] = []
        waiting: list[tuple[str, int, str]] = []
        for i, cells in enumerate(row.columns):
            for text, opens in _brackets(cells[9]):
                _step(text, opens, i, waiting, here)
        out.append(here)
    return out


def _brackets(misc: str) -> Iterator[tuple[str, str]]:
    entity = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
    for opened, closed, ended in _BRACKET.findall(entity):
        if opened:
            yield opened, "one" if closed else "open"
        else:
            yield ended, "close"


def _step(text: str, what: str, i: int, waiting: list[tuple[str, int, str]], here: list[Mention]) -> None:
    """Opens or closes one bracket; discontinuous parts (ids with [1/2]) are left out."""
    ident = text.split("-")[0]
    if what == "close":
        at = next((k for k in range(len(waiting) - 1, -1, -1) if waiting[k][0] == ident), None)
        if at is not None:
            _, first, full = waiting.pop(at)
            here.append(_mention(first, i, full))
    elif what == "one":
        here.append(_mention(i, i, text))
    else:
        waiting.append((ident, i, text))


def _mention(first: int, last: int, text: str) -> Mention:
    cells = text.split("-", 6)
    return Mention(first, last, cells[1], cells[6] if len(cells) > 6 else None, cells[0])


def head_of(example: Example, mention: Mention) -> int:
    """The word of a mention whose governor lies outside it."""
    assert example.heads is not None
    inside = range(mention.first, mention.last + 1)
    return next((i for i in inside if example.heads[i] not in inside), mention.first)


def _kinds(example: Example, found: list[Mention]) -> tuple[str, ...]:
    """One class a word; of two mentions with one head the shorter counts."""
    kinds = ["none"] * len(example.forms)
    for m in sorted(found, key=lambda m: m.first - m.last):
        kinds[head_of(example, m)] = _GUM_KINDS.get(m.kind, m.kind)
    return tuple(kinds)


def _gum_names(example: Example, found: list[Mention], places: set[str | None]) -> tuple[frozenset[str], ...]:
    """Allowed name tags: runs of proper nouns round the head of a mention; other proper nouns are masked."""
    assert example.xpos is not None
    allowed = [ANY if x in ("NNP", "NNPS") else UNSURE for x in example.xpos]
    done: set[int] = set()
    runs = [(_run(example, m), m) for m in found if example.xpos[head_of(example, m)] in ("NNP", "NNPS")]
    for run, m in sorted(runs, key=lambda pair: -len(pair[0])):
        if run and not done & set(run):
            done |= set(run)
            _mark(allowed, run, _allowed_kind(m, example.xpos[head_of(example, m)], places))
    return tuple(allowed)


def _allowed_kind(m: Mention, xpos: str, places: set[str | None]) -> str:
    if m.kind == "organization":
        return "place" if m.link in places else "organisation"
    if m.kind == "person" and xpos == "NNPS":
        return "any"
    table = {"person": "person", "place": "place", "object": "misc", "event": "misc", "time": "O"}
    return table.get(m.kind, "unsure")


def _mark(allowed: list[frozenset[str]], run: list[int], kind: str) -> None:
    for n, i in enumerate(run):
        if kind in ("any", "unsure", "O"):
            allowed[i] = {"any": ANY, "unsure": UNSURE, "O": frozenset({"O"})}[kind]
        else:
            allowed[i] = frozenset({f"{'I' if n else 'B'}-{kind}"})


def _run(example: Example, m: Mention) -> list[int]:
    """The words of a mention's name: proper nouns about its head, joined by hyphens and, but for people, by "of"."""
    joins = {"-", "–"} if m.kind == "person" else {"-", "–", "of", "for", "&", "the"}
    head = head_of(example, m)
    first, last = head, head
    while (prev := _reach(example, first, -1, m, joins)) is not None:
        first = prev
    while (following := _reach(example, last, 1, m, joins)) is not None:
        last = following
    run = list(range(first, last + 1))
    while m.kind == "person" and run and example.forms[run[0]].lower().rstrip(".") in _TITLES:
        run.pop(0)
    return run


def _reach(example: Example, i: int, step: int, m: Mention, joins: set[str]) -> int | None:
    """The next proper noun from ``i`` in direction ``step``, over at most two joining words."""
    assert example.xpos is not None
    for n in (1, 2, 3):
        j = i + n * step
        if not m.first <= j <= m.last:
            return None
        if example.xpos[j] in ("NNP", "NNPS"):
            return j
        if example.forms[j].lower() not in joins:
            return None
    return None


def uner(data: Path, part: str, treebank: str = "ewt") -> dict[str, tuple[frozenset[str], ...]]:
    """Universal NER: allowed tags by sentence id (PUD: by text); O is unsure, as other names have no class."""
    out: dict[str, tuple[frozenset[str], ...]] = {}
    key = "# sent_id = " if treebank == "ewt" else "# text = "
    ident: str = ""
    tags: list[frozenset[str]] = []
    for line in [*(data / "ner" / f"uner_en_{treebank}-{part}.iob2").read_text().split("\n"), ""]:
        if line.startswith(key):
            ident = line.removeprefix(key)
        elif line and line[0].isdigit():
            tags.append(_uner_tag(line.split("\t")[2]))
        elif not line and tags:
            out[ident], tags = tuple(tags), []
    return out


def _uner_tag(tag: str) -> frozenset[str]:
    if tag[2:] in _UNER:
        return frozenset({tag[:2] + _UNER[tag[2:]]})
    return UNSURE


def with_names(trees: Iterable[Example], names: dict[str, tuple[frozenset[str], ...]]) -> list[Example]:
    """The examples with the names of another annotation, where sentence ids and lengths agree."""
    out = []
    for example in trees:
        found = names.get(example.ident)
        fits = found is not None and len(found) == len(example.forms)
        out.append(replace(example, names=found) if fits else example)
    return out


def crossner(data: Path, part: str) -> list[Example]:
    """CrossNER politics: names only, its nine classes as four kinds."""
    out = []
    blocks = (data / "ner" / f"crossner_politics-{part}.txt").read_text().strip().split("\n\n")
    for n, block in enumerate(blocks):
        pairs = [line.rsplit(None, 1) for line in block.split("\n")]
        tags = tuple(frozenset({t if t == "O" else t[:2] + _CROSSNER[t[2:]]}) for _, t in pairs)
        out.append(Example("crossner", f"crossner-{part}-{n}", tuple(f for f, _ in pairs), names=tags))
    return out


def training_set(data: Path) -> list[Example]:
    """Everything to train on."""
    dev = with_names(ewt(data, "dev"), uner(data, "dev"))
    return [*ewt(data, "train"), *dev, *gum(data, "train"), *crossner(data, "train"), *crossner(data, "dev")]


def counts(values: Iterable[str], least: int = 1) -> list[str]:
    """Labels met at least ``least`` times, the most frequent first."""
    return [v for v, n in sorted(Counter(values).items(), key=lambda vn: (-vn[1], vn[0])) if n >= least]
