"""The corpus as training examples: labels at characters become labels at words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from communique.language import words
from communique.model.span import Span
from training.events.notation import ENTITY_KINDS, Run
from training.language.corpora import ANY, NAME_TAGS, Example

ROLES = (
    "none",
    "actor",
    "recipient",
    "item",
    "beneficiary",
    "instrument",
    "mediator",
    "witness",
    "place",
    "time",
    "speaker",
)
"""Classes of the arc from a trigger or cue to a word."""

SORTS = tuple(ENTITY_KINDS.values())
"""Kinds of what fills a role."""

_CUTS = frozenset(
    """of in for from to at on with by near between against who whom that which where when while including such , ( —
    – : ; as after before during over about under within into than and or""".split()
)
"""Words at which what follows only tells more of the head before them."""


def examples(runs: Iterable[Run]) -> Iterator[Example]:
    """One example a sentence, in the order of the runs."""
    for run in runs:
        for n, (start, end) in enumerate(run.sentences):
            spans = words(run.text, Span(start, end))
            if spans:
                yield _example(run, n, spans)


def _example(run: Run, n: int, spans: Sequence[Span]) -> Example:
    forms = tuple(s.quote(run.text) for s in spans)
    triggers = ["none"] * len(forms)
    statuses: list[str | None] = [None] * len(forms)
    cues = [False] * len(forms)
    sorts: list[str | None] = [None] * len(forms)
    links: list[tuple[int, int, str]] = []
    for event in (e for e in run.events if e["sentence"] == n):
        at = word_at(spans, event["trigger"])
        triggers[at], statuses[at] = event["kind"], event["status"]
        _link(at, event["roles"], spans, forms, links, sorts)
    for told in (s for s in run.statements if s["sentence"] == n and s["cue"]):
        at = word_at(spans, told["cue"])
        cues[at] = True
        _link(at, told["roles"], spans, forms, links, sorts)
    for name in run.names:
        if spans[0].start <= name["span"][0] < spans[-1].end:
            sorts[head_word(spans, forms, name["span"])] = name["kind"]
    return Example(
        "events", f"{run.id}#{n}", forms, names=_names(run, spans, forms, sorts), triggers=tuple(triggers),
        statuses=tuple(statuses), cues=tuple(cues), sorts=tuple(sorts), links=tuple(dict.fromkeys(links)),
    )  # fmt: skip


def _link(
    at: int,
    roles: Iterable[dict[str, object]],
    spans: Sequence[Span],
    forms: Sequence[str],
    links: list[tuple[int, int, str]],
    sorts: list[str | None],
) -> None:
    for role in roles:
        start = role["span"][0]  # type: ignore[index]
        if role["role"] in ROLES and spans[0].start <= start < spans[-1].end:
            head = head_word(spans, forms, role["span"], time=role["role"] == "time")  # type: ignore[arg-type]
            if head != at:
                links.append((at, head, str(role["role"])))
            if role.get("kind"):
                sorts[head] = str(role["kind"])


def word_at(spans: Sequence[Span], span: Sequence[int]) -> int:
    """The word that holds the first character of a span."""
    return next((i for i, s in enumerate(spans) if s.start <= span[0] < s.end), len(spans) - 1)


def head_word(spans: Sequence[Span], forms: Sequence[str], span: Sequence[int], time: bool = False) -> int:
    """The word that stands for a filler: the last of the noun before "of ..." and the like, without "'s".

    >>> forms = "the foreign minister of Ghana".split()
    >>> head_word([Span(0, 3), Span(4, 11), Span(12, 20), Span(21, 23), Span(24, 29)], forms, [0, 29])
    2
    """
    inside = [i for i, s in enumerate(spans) if s.start < span[1] and s.end > span[0]]
    while len(inside) > 1 and forms[inside[0]].lower() in _CUTS | {"since", "until", "through"}:
        inside.pop(0)
    for k, i in enumerate(inside):
        if k and forms[i].lower() in _CUTS and not (time and forms[i] == ","):
            inside = inside[:k]
            break
    while len(inside) > 1 and (forms[inside[-1]] in ("'s", "’s", "'", "’") or not re.search(r"\w", forms[inside[-1]])):
        inside.pop()
    return inside[-1] if inside else word_at(spans, span)


def _names(
    run: Run, spans: Sequence[Span], forms: Sequence[str], sorts: Sequence[str | None]
) -> tuple[frozenset[str], ...]:
    """Allowed name tags: exact for listed names, the kind alone for capitalised fillers, nothing for small words."""
    allowed = [ANY if form[:1].isupper() and i else frozenset({"O"}) for i, form in enumerate(forms)]
    if forms[0][:1].isupper():
        allowed[0] = ANY
    for i, sort in enumerate(sorts):
        if sort and forms[i][:1].isupper():
            allowed[i] = frozenset(t for t in NAME_TAGS if t == "O" or t[2:] in _tag_kinds(sort))
    for name in run.names:
        inside = [i for i, s in enumerate(spans) if s.start < name["span"][1] and s.end > name["span"][0]]
        for k, i in enumerate(inside):
            allowed[i] = frozenset(f"{'I' if k else 'B'}-{kind}" for kind in _tag_kinds(name["kind"]))
    return tuple(allowed)


def _tag_kinds(sort: str) -> tuple[str, ...]:
    """The kinds of the name head that an entity kind may be."""
    table = {"person": ("person",), "place": ("place",), "country": ("place",), "organisation": ("organisation",)}
    return table.get(sort, ("organisation", "misc") if sort == "body" else ("misc",))
