"""Which words are the story's: paragraphs joined, furniture left out, spans that always quote the text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.ingest import Material, compose, load_clutter
from communique.ingest.plain import decode, repair
from communique.model.report import Report

CLUTTER = load_clutter(Path(__file__).parents[2] / "src/communique/data/en/clutter.toml")
ONE = "The trade minister met his counterpart from the north for two hours and said that they had agreed on a bridge."
TWO = "He told reporters that the work would begin within the year and that the two sides would share the cost of it."


def body_of(text: str) -> list[str]:
    report = compose(Material("r", "r.txt", "", text), CLUTTER).report
    assert report is not None
    return [span.quote(report.text) for span in report.body]


BODIES = [
    # plain paragraphs, with and without an empty line between
    (f"{ONE}\n\n{TWO}", [ONE, TWO]),
    (f"{ONE}\n{TWO}", [ONE, TWO]),
    # a paragraph broken after a function word is one span, line breaks and all
    (f"{ONE}\n\nThe ministers praised the strength of the\n\nNordic engineers who had drawn it.",
     [ONE, "The ministers praised the strength of the\n\nNordic engineers who had drawn it."]),
    # broken before a small letter
    (f"{ONE}\n\nThe ministers praised the strength of the new\n\nbridge that they had seen.",
     [ONE, "The ministers praised the strength of the new\n\nbridge that they had seen."]),
    # broken within a quotation
    (f'{ONE}\n\nThe king gave the minister the medal "For Merit in the Cause of Nordic\n\nCooperation."',
     [ONE, 'The king gave the minister the medal "For Merit in the Cause of Nordic\n\nCooperation."']),
    # a missing stop alone joins nothing
    (f"{ONE}\n\nOne of the guests was expected to leave the hall of the palace on Thursday\n\nA spokesman said so.",
     [ONE, "One of the guests was expected to leave the hall of the palace on Thursday", "A spokesman said so."]),
    # hard-wrapped text
    ("The trade minister met his counterpart from the north\nfor two hours and said that they agreed on a\nbridge."
     "\n\nHe told reporters that the work would begin within\nthe year.\n",
     ["The trade minister met his counterpart from the north\nfor two hours and said that they agreed on a\nbridge.",
      "He told reporters that the work would begin within\nthe year."]),
    # the dateline is no story
    (f"OSLO, May 4 (Reuters) - {ONE}\n\n{TWO}", [ONE, TWO]),
    # a caption's sentence is kept, its credit is not
    (f"{ONE}\n\nThe minister opens the bridge in Oslo, May 4, 2018. (NTB Photo)\n\n{TWO}",
     [ONE, "The minister opens the bridge in Oslo, May 4, 2018.", TWO]),
    (f"{ONE}\n\nFILE - In this May 4, 2018 photo, the minister opens the bridge. (AP Photo/Ana Lund, File)\n\n{TWO}",
     [ONE, "In this May 4, 2018 photo, the minister opens the bridge.", TWO]),
    (f"{ONE}\n\nThe minister opens the bridge in Oslo. REUTERS/Ana Lund/File Photo\n\n{TWO}",
     [ONE, "The minister opens the bridge in Oslo.", TWO]),
    # a caption that stands twice is read once
    (f"{ONE}\n\n{TWO}\n\n{TWO}", [ONE, TWO]),
    # credits, links, calls, menus, rulers, subheads
    *[(f"{ONE}\n\n{line}\n\n{TWO}", [ONE, TWO]) for line in (
        "AP Photo/Ana Lund", "Ana Lund/Reuters", "Getty Images", "(Photo: Ana Lund)", "Advertisement", "ADVERTISEMENT",
        "READ MORE: Ministers fall out over bridge", "SEE ALSO: The king's new boat", "Story Continued Below",
        "CLICK HERE TO GET THE RIVER APP", "Follow us on Twitter and Facebook", "Home | World | Africa", "---", "* * *",
        "Enlarge this image toggle caption Ana Lund/AFP via Getty Images", "Sign up for our newsletter",
        "<https://river.example/bridge>", "Source: https://river.example/bridge", "What comes next",
        "Ana Lund and Bo Ek contributed to this report.", "You can follow Ana Lund on Twitter at @analund.",
        "Follow us | Share this story | Print", "© 2018 River Post. All rights reserved.",
    )],
    # cue words within a sentence are the story's
    *[(f"{ONE}\n\n{line}", [ONE, line]) for line in (
        "The ministry said that it would share the photo of the bridge with Reuters.",
        "More than forty people told the court that they had seen the bridge fall.",
        "He said that young men had begun to sign up for the army.",
        "An agreement can be reached at the talks, he said.",
        "Follow-up talks were held in Oslo.",
        "By Friday the water had risen.",
    )],
    # items after a colon are kept
    (f"{ONE}\n\nThe two sides agreed on three steps:\n\n1. A bridge\n\n2. A ferry\n\n3. A road\n\n{TWO}",
     [ONE, "The two sides agreed on three steps:", "1. A bridge", "2. A ferry", "3. A road", TWO]),
    # headlines behind the end are links
    (f"{ONE}\n\n{TWO}\n\nMinister denies taking the king's boat\n\nFerry prices rise in the delta", [ONE, TWO]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "paragraphs"), BODIES)
def test_bodies(text: str, paragraphs: list[str]) -> None:
    assert body_of(text) == paragraphs


def test_a_text_of_headlines_alone_is_still_read() -> None:
    assert body_of("The ministers agree on a bridge\n\nThe king is in the north") == [
        "The ministers agree on a bridge",
        "The king is in the north",
    ]


def check(report: Report) -> None:
    """What holds for every report: spans lie in the text, in order, apart, with words and no space around."""
    last = 0
    for span in report.body:
        quote = span.quote(report.text)
        assert last <= span.start < span.end <= len(report.text)
        assert quote == quote.strip()
        last = span.end
    for found in (report.title, report.publisher, report.agency, report.byline, report.dateline_place):
        assert found is None or found.span is None or found.span.end <= len(report.text)
    for found in (report.title, report.publisher):
        if found and found.span and found.rule not in ("masthead", "dateline"):
            assert found.span.quote(report.text) == found.value


ANY = st.text(st.characters(exclude_categories=()), max_size=60)  # surrogates and controls on purpose
PIECES = st.sampled_from(
    [
        ONE, TWO, "OSLO, May 4 (Reuters) - ", "By Ana Lund", "---", "River Post | 2018-05-04", "\n", "\n\n", "\r\n",
        "\x00", "\ud800", "\ufeff", "“", '"', "(AP Photo/Ana Lund)", " date 2018-05-04 ", "Source: Xinhua", "## **A**",
        "May 4", "/TASS/", " | ", "FILE - ", ". ", ": ", "İ", "e\u0301", "\u202e", "|", "\u2028", "https://x.example/2018/05/04/",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | ANY, max_size=25))
def test_spans_quote_the_text(parts: list[str]) -> None:
    text = repair("".join(parts) + f"\n\n{ONE}\n\n{TWO}")[0]
    report = compose(Material("r", "r.txt", "", text), CLUTTER).report
    if report is not None:
        assert report.text == text
        check(report)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_decode_or_do_not(data: bytes) -> None:
    found = decode(data)
    assert found is None or repair(found.text) == (found.text, 0)


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_repair_is_done_once(text: str) -> None:
    mended, _ = repair(text)
    assert repair(mended) == (mended, 0)
    mended.encode("utf-8")


def test_repair_keeps_quotes_case_and_spaces() -> None:
    text = "“He’s” İSTANBUL ﬁnal\u00a0e\u0301 \u200bx\u00ad"
    assert repair(text) == (text, 0)
    assert repair("a\r\nb\rc\u2028d\x00e\ud800") == ("a\nb\nc\nde\ufffd", 2)


HEAVY = {
    "story": f"{ONE}\n\n{TWO}\n\n",
    "headlines": "The Minister And The King\n",
    "datelines": "OSLO, May 4. ",
    "capitals": "OSLO ",
    "brackets": "(",
    "stops": ". ",
    "bars": " | ",
    "spaces": " \t",
    "quotes": '"a ',
    "digits": "4.5.2018 ",
    "letters": "a",
    "hyphens": "a-",
    "dots": "a.",
    "ats": "a@",
    "names": "Ana ",
    "slashes": "A/",
    "marks": "e\u0301\u0301",
    "breaks": "\n",
    "bare years": "in 2017, ",
    "credits": "Getty Images/AP ",
    "open lines": "and the ministers of the\n\n",
}


@pytest.mark.parametrize("unit", HEAVY.values(), ids=HEAVY)
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        text = f"{ONE}\n\n" + unit * (size // len(unit)) + f"\n\n{TWO}"
        best = 1e9
        for _ in range(3):
            start = time.process_time()
            compose(Material("r", "r.txt", "", text), CLUTTER)
            best = min(best, time.process_time() - start)
        return best

    seconds(1000)
    assert seconds(80_000) < 3 * seconds(40_000) + 0.1
