"""The corpus as training examples: labels at characters become labels at words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.language import words
from communique.model.span import Span
from training.events.heads import head_word, word_at
from training.events.names import allowed_tags
from training.events.notation import ENTITY_KINDS, Run
from training.language.corpora import Example

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
        roles = [r | {"role": settled(event["kind"], r["role"], r.get("kind"))} for r in event["roles"]]
        _link(at, roles, spans, forms, links, sorts)
    for told in (s for s in run.statements if s["sentence"] == n and s["cue"]):
        at = word_at(spans, told["cue"])
        cues[at] = True
        _link(at, told["roles"], spans, forms, links, sorts)
    for name in run.names:
        if spans[0].start <= name["span"][0] < spans[-1].end:
            sorts[head_word(spans, forms, name["span"])] = name["kind"]
    return Example(
        "events", f"{run.id}#{n}", forms, names=allowed_tags(run, spans, forms, sorts), triggers=tuple(triggers),
        statuses=tuple(statuses), cues=tuple(cues), sorts=tuple(sorts), links=tuple(dict.fromkeys(links)),
    )  # fmt: skip


def settled(kind: str, role: str, sort: str | None) -> str:
    """The role under the settled rules, for sheets written before them: places taken are places, the freed recipients.

    >>> settled("territory_taken", "item", "place"), settled("release", "item", "group")
    ('place', 'recipient')
    """
    if kind == "territory_taken" and role in ("item", "recipient") and sort == "place":
        return "place"
    return "recipient" if kind == "release" and role == "item" and sort in ("person", "group") else role


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
