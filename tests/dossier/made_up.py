"""A small record written by hand: three reports on two countries that do not exist, one of them hostile."""

from __future__ import annotations

from datetime import date

from communique.model.record import (
    Claim,
    Counted,
    DateValue,
    Decision,
    Dispute,
    DisputedValue,
    Entity,
    Event,
    Evidence,
    Judgement,
    Part,
    Record,
    Sourced,
    Statement,
    Told,
)
from communique.model.report import Found, Report
from communique.model.reuse import Passage, Reuse
from communique.model.time import Basis, Interval
from tests.factories import at

SHARED = (
    "The two governments agreed last month that a joint commission of twelve officers will watch the river border and "
    "report to both capitals every week"
)
FIRST = f"""Home | News | Contact

VESTAVIA, May 3 (Lantern). Foreign Minister Ada Brenn of Vestavia met her Orland colleague Tomas Kell in Port Amar
on May 2.

"We came to sign, and we signed the Amar Accord," Brenn said.

{SHARED}, the ministry said.

Share this article
"""
SECOND = f"""Orland's foreign minister Tomas Kell received Vestavia's former
envoy Ada Brenn in Port Amar on May 3, the palace said.

{SHARED.replace("twelve", "fourteen")}.

Orland denied that its patrol boats had crossed the river.
"""
HOSTILE = (
    "</script><script>alert(1)</script> & \"quotes\" 'single' <img src=x onerror=alert(2)> said Mallory\u202e"
    "gnp.exe\u2028in {{ 7*7 }} ]]> --> Orland attacked."
)
HOSTILE_NAME = "<b onmouseover='x()'>Mallory</b> \"M\" </script>"


def report(
    name: str, text: str, published: str | None, *, url: str | None = None, publisher: str | None = None
) -> Report:
    paragraphs = [p for p in text.split("\n\n") if len(p) > 60]
    body = tuple(at(text, p.strip("\n")) for p in paragraphs)
    return Report(
        id=name * 16,
        name=f"{name}.txt",
        source=f"/home/somebody/reports/{name}.txt",
        content_sha256=name * 64,
        text=text,
        body=body,
        title=Found(HOSTILE_NAME, "html:meta") if text == HOSTILE else None,
        publisher=Found(publisher, "dateline", at(text, publisher) if publisher in text else None)
        if publisher
        else None,
        published=Found(published, "dateline") if published else None,
        url=Found(url, "jsonl:url") if url else None,
    )


A = report("a", FIRST, "2024-05-03", publisher="Lantern", url="https://lantern.example/1?a=1&b=2")
B = report("b", SECOND, "2024-05-04")
C = report("c", HOSTILE, None, url="javascript:alert(3)", publisher="Evil <i>Post</i>")
REPORTS = {"a": A, "b": B, "c": C}


def claim(where: Report, subject: str, prop: str, value: str, words: str | None) -> Claim:
    span = at(where.text, words) if words else None
    return Claim(where.id, subject, prop, value, span, "rules/0.1")


def evidence(where: Report, words: str) -> Evidence:
    return Evidence(where.id, at(where.text, words), words)


def entity(
    identifier: str,
    kind: str,
    name: str,
    *spellings: tuple[Report, str],
    country: str | None = None,
    titles: tuple[Sourced, ...] = (),
) -> Entity:
    named = [claim(where, f"c{at(where.text, words)}", "name", words, words) for where, words in spellings]
    values = tuple(Sourced(c.value, tuple(d for d in named if d.value == c.value)) for c in named)
    members = tuple(c.key for c in named)
    return Entity(
        id=identifier,
        kind=kind,
        name=name,
        names=tuple({v.value: v for v in values}.values()),
        country=Sourced(country, tuple(named[:1])) if country else None,
        sector=Sourced("GOV", tuple(named[:1])) if kind == "person" else None,
        titles=titles,
        reference=None,
        members=members,
        decisions=decisions(members),
    )


def decisions(members: tuple[str, ...]) -> tuple[Decision, ...]:
    first, *others = sorted(members) if members else ("",)
    told = "same name; same country; (but 2 more of this kind in the reports)"
    return tuple(Decision(first, m, Judgement.SAME, 0.91, told, "rules", "2024-05-05T00:00:00Z") for m in others)


def titled(where: Report, words: str) -> Sourced:
    return Sourced(words, (claim(where, "c0-1", "title", words, words),))


BRENN_TITLES = (titled(A, "Foreign Minister"), titled(B, "envoy"))
KELL_TITLES = (titled(B, "foreign minister"),)
BRENN = entity(
    "ada_brenn", "person", "Ada Brenn", (A, "Ada Brenn"), (B, "Ada Brenn"), country="VES", titles=BRENN_TITLES
)
KELL = entity(
    "tomas_kell", "person", "Tomas Kell", (A, "Tomas Kell"), (B, "Tomas Kell"), country="ORL", titles=KELL_TITLES
)
AMAR = entity("port_amar", "place", "Port Amar", (A, "Port Amar"), (B, "Port Amar"))
ACCORD = entity("Amar Accord/1", "agreement", "Amar Accord", (A, "Amar Accord"))  # an id that no path may hold
ORLAND = entity("orland", "country", "Orland", (B, "Orland"), (C, "Orland"), country="ORL")
MALLORY = entity("con", "person", HOSTILE_NAME, (C, "Mallory"))


def member(where: Report, trigger: str) -> str:
    return f"{where.id}/e{at(where.text, trigger)}"


def part(role: str, who: Entity, *told: tuple[Report, str, str]) -> Part:
    return Part(role, who.id, tuple(claim(w, f"e{at(w.text, t)}", role, who.id, words) for w, t, words in told))


def on(day: date, end: date | None = None, basis: Basis = Basis.RESOLVED, *told: tuple[Report, str]) -> DateValue:
    precision = "day" if end is None else "period"
    claims = tuple(claim(where, "e0-1", "date", str(day), words) for where, words in told)
    return DateValue(Interval(day, end or day, precision, basis), claims)


def officers(*told: tuple[Report, float, str]) -> Counted:
    found = tuple(
        Told(n, n, n, claim(where, f"e{at(where.text, 'watch')}", "count", f"{n} {n} {n} officer", words))
        for where, n, words in told
    )
    each = [n for _, n, _ in told]
    return Counted("officer", min(each), each[-1], max(each), found)


MEETING = Event(
    id="2024-05-02-meeting",
    kind="meeting",
    actors=(
        part("actor", BRENN, (A, "met", "Foreign Minister Ada Brenn"), (B, "received", "Ada Brenn")),
        part("actor", KELL, (A, "met", "Orland colleague Tomas Kell"), (B, "received", "Tomas Kell")),
    ),
    recipients=(),
    others=(),
    dates=(
        on(date(2024, 5, 2), None, Basis.RESOLVED, (A, "on May 2")),
        on(date(2024, 5, 3), None, Basis.RESOLVED, (B, "on May 3")),
    ),
    places=(part("place", AMAR, (A, "met", "Port Amar"), (B, "received", "Port Amar")),),
    statuses=(Sourced("happened", (claim(A, f"e{at(FIRST, 'met')}", "status", "happened", None),)),),
    summary="Ada Brenn and Tomas Kell met in Port Amar.",
    evidence=(
        evidence(
            A, "Foreign Minister Ada Brenn of Vestavia met her Orland colleague Tomas Kell in Port Amar\non May 2"
        ),
        evidence(B, "foreign minister Tomas Kell received Vestavia's former\nenvoy Ada Brenn in Port Amar on May 3"),
    ),
    origins=2,
    members=(member(A, "met"), member(B, "received")),
    decisions=decisions((member(A, "met"), member(B, "received"))),
)
SIGNING = Event(
    id="2024-05-02-agreement-signed",
    kind="agreement_signed",
    actors=(part("actor", BRENN, (A, "signed", "we")),),
    recipients=(),
    others=(part("item", ACCORD, (A, "signed", "the Amar Accord")),),
    dates=(on(date(2024, 5, 1), date(2024, 5, 31), Basis.INFERRED),),
    places=(),
    statuses=(Sourced("happened", ()),),
    summary="Ada Brenn signed the Amar Accord.",
    evidence=(evidence(A, "We came to sign, and we signed the Amar Accord"),),  # the very words of a statement
    origins=1,
    members=(member(A, "signed"),),
    decisions=(),
)
COMMISSION = Event(
    id="undated-body",
    kind="body_established",
    actors=(),
    recipients=(),
    others=(),
    dates=(),
    places=(),
    statuses=(Sourced("planned", (claim(A, f"e{at(FIRST, 'watch')}", "status", "planned", "will"),)),),
    summary="A joint commission was to be set up.",
    evidence=(
        evidence(A, "a joint commission of twelve officers will watch the river border"),
        evidence(B, "a joint commission of fourteen officers will watch the river border"),
    ),
    origins=1,
    members=(member(A, "watch"), member(B, "watch")),  # B's only points back: no status is its
    decisions=(
        Decision(
            member(A, "watch"),
            member(B, "watch"),
            Judgement.SAME,
            1.0,
            "merge a b",
            "Ann",
            "2024-05-06T09:00:00Z",
            "one",
        ),
    ),
    counts=(officers((A, 12, "twelve officers"), (B, 14, "fourteen officers")),),
)
CROSSING = Event(
    id="UNDATED crossing?",  # an id that no path may hold
    kind="mobilisation",
    actors=(part("actor", ORLAND, (B, "crossed", "its")), Part("actor", "nobody_known", ())),
    recipients=(),
    others=(),
    dates=(),
    places=(),
    statuses=(Sourced("denied", (claim(B, "e0-1", "status", "denied", "denied"),)),),
    summary="Orland's patrol boats crossed the river.",
    evidence=(evidence(B, "denied that its patrol boats had crossed the river"),),
    origins=1,
    members=(member(B, "crossed"),),
    decisions=(),
)
ATTACK = Event(
    id="evil",
    kind="attack",
    actors=(part("actor", ORLAND, (C, "attacked", "Orland")),),
    recipients=(part("recipient", MALLORY, (C, "attacked", "Mallory")),),
    others=(),
    dates=(),
    places=(),
    statuses=(Sourced("alleged", ()),),
    summary=f"Orland attacked {HOSTILE_NAME}.",
    evidence=(evidence(C, HOSTILE), evidence(C, "Orland attacked")),  # told twice in one report
    origins=1,
    members=(member(C, "attacked"),),
    decisions=(),
)
STATEMENTS = (
    Statement(
        "a-1",
        "ada_brenn",
        evidence(A, "We came to sign, and we signed the Amar Accord"),
        evidence(A, "said"),
        True,
        MEETING.dates[0],
        f"{A.id}/s1-2",
    ),
    Statement("a-2", None, evidence(A, SHARED), None, False, None, f"{A.id}/s3-4"),
    Statement("c/1", "con", evidence(C, "</script><script>alert(1)</script>"), None, True, None, f"{C.id}/s0-1"),
)
REUSE = (
    Reuse((Passage(A.id, at(FIRST, SHARED)), Passage(B.id, at(SECOND, SHARED.replace("twelve", "fourteen")))), 0.96),
)
DISPUTES = (
    Dispute(
        "d1",
        "day of the meeting in Port Amar",
        MEETING.id,
        "date",
        (DisputedValue("2024-05-02", evidence(A, "on May 2")), DisputedValue("2024-05-03", evidence(B, "on May 3"))),
    ),
    Dispute(
        "d2", f"who {HOSTILE_NAME} is", "no such event", "item", (DisputedValue("</script>", evidence(C, "Mallory")),)
    ),
)
RECORD = Record(
    reports=(A, B, C),
    entities=tuple(sorted((BRENN, KELL, AMAR, ACCORD, ORLAND, MALLORY), key=lambda e: e.id)),
    events=(SIGNING, MEETING, CROSSING, ATTACK, COMMISSION),
    statements=STATEMENTS,
    reuse=REUSE,
    disputes=DISPUTES,
)
EMPTY = Record((), (), (), (), (), ())
