"""What the shipped model reads in plain sentences: only what any good model must get right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import language
from communique.language import encode, parse, tree
from communique.model.language import Parsed
from communique.model.span import Span

STORY = (
    "Russian forces shelled the port of Tripoli on Tuesday, killing 12 people. President Amina Diallo condemned the "
    "attack. “We can’t accept this,” she told reporters in Cairo. The U.S. will send $50 million in aid."
)


def _read(analyser: language.Analyser, text: str) -> tuple[Parsed, ...]:
    return analyser.read(text, [Span(0, len(text))])


def _word(parsed: Parsed, form: str) -> int:
    return next(i for i, t in enumerate(parsed.sentence.tokens) if t.form == form)


def test_a_transitive_sentence(analyser: language.Analyser) -> None:
    first = _read(analyser, STORY)[0]
    tokens = first.sentence.tokens
    verb = _word(first, "shelled")
    assert first.sentence.root == verb
    assert (tokens[verb].lemma, tokens[verb].upos, tokens[verb].xpos) == ("shell", "VERB", "VBD")
    assert [tokens[i].form for i in first.sentence.children(verb, "nsubj", "obj")][:2] == ["forces", "port"]
    assert tokens[_word(first, "people")].lemma == "people" or tokens[_word(first, "people")].lemma == "person"


def test_a_passive_sentence(analyser: language.Analyser) -> None:
    (parsed,) = _read(analyser, "Three soldiers were killed by rebels near the border.")
    tokens = parsed.sentence.tokens
    verb = _word(parsed, "killed")
    assert parsed.sentence.root == verb
    assert tokens[verb].xpos == "VBN"
    assert tokens[_word(parsed, "soldiers")].deprel == "nsubj:pass"
    assert tokens[_word(parsed, "rebels")].rel == "obl"
    assert tokens[_word(parsed, "were")].lemma == "be"


@pytest.mark.parametrize(
    ("form", "kind"), [("Tripoli", "place"), ("Diallo", "person"), ("Cairo", "place"), ("U.S.", "place")]
)
def test_names(analyser: language.Analyser, form: str, kind: str) -> None:
    for parsed in _read(analyser, STORY):
        for name in parsed.names:
            if parsed.sentence.tokens[name.last].form == form:
                assert name.kind == kind
                assert 0 < name.score <= 1
                return
    pytest.fail(f"{form} was not found")


def test_nominal_heads(analyser: language.Analyser) -> None:
    first = _read(analyser, STORY)[0]
    kinds = {first.sentence.tokens[h.index].form: h.kind for h in first.heads}
    assert kinds["people"] == "person"
    assert kinds["Tuesday"] == "time"
    assert "port" in kinds


@pytest.mark.parametrize(
    ("form", "base"), [("described", "describe"), ("stepped", "step"), ("celebrating", "celebrate"), ("told", "tell")]
)
def test_lemmas_are_words(analyser: language.Analyser, form: str, base: str) -> None:
    (parsed,) = _read(analyser, f"They {form} it to them.")
    assert parsed.sentence.tokens[1].lemma == base


def test_capitals_do_not_change_the_tree_of_a_simple_sentence(analyser: language.Analyser) -> None:
    plain, loud = (_read(analyser, t)[0].sentence for t in ("Rebels attacked a convoy", "REBELS ATTACKED A CONVOY"))
    assert [t.head for t in plain.tokens] == [t.head for t in loud.tokens]
    assert loud.tokens[1].lemma == "attack"


def test_a_report_reads_the_same_beside_others(analyser: language.Analyser) -> None:
    alone = _read(analyser, STORY)
    _read(analyser, "Something else was said. " * 30)
    assert _read(analyser, STORY) == alone == _read(language.load(), STORY)


def test_overlong_sentences_are_read_to_the_end(analyser: language.Analyser) -> None:
    text = "The envoy met " + "ministers and " * 400 + "generals."
    (parsed,) = _read(analyser, text)
    assert len(parsed.sentence) == 805
    assert tree.is_tree([t.head for t in parsed.sentence.tokens])
    assert sum(t.deprel == parse.JOIN for t in parsed.sentence.tokens) >= 1


def test_windows_are_cut_between_words() -> None:
    pieces = [((1, 2, 3), 1, (0,) * encode.HINTS)] * 200
    found = list(parse.windows(7, ["ministers"] * 200, pieces))
    assert [w.offset for w in found] == [0, 170]
    assert sum(map(len, found)) == 200
    assert all(len(w.code.ids) <= encode.LONGEST + 2 for w in found)


def test_no_text_no_sentences(analyser: language.Analyser) -> None:
    assert analyser.read("", []) == ()
    assert analyser.read(" \n ", [Span(0, 3)]) == ()


_WORDS = st.sampled_from(
    [
        *"Rebels Troops the of in Kabul U.S. said “we won’t go.” (AFP) — 1,200 $5m F-16s … É 北京 ! ? .".split(),
        "\u200b",
        "\n",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(_WORDS, min_size=1, max_size=25), max_size=4))
def test_what_holds_of_all_readings(analyser: language.Analyser, rows: list[list[str]]) -> None:
    text, paragraphs = "", []
    for row in rows:
        start = len(text)
        text += " ".join(row)
        paragraphs.append(Span(start, len(text)))
        text += "\n\n"
    for parsed in analyser.read(text, paragraphs):
        _check(text, paragraphs, parsed)


def _check(text: str, paragraphs: list[Span], parsed: Parsed) -> None:
    sent = parsed.sentence
    assert any(p.covers(sent.span) for p in paragraphs)
    assert all(t.form == t.span.quote(text) and sent.span.covers(t.span) and t.lemma for t in sent.tokens)
    assert all(a.span.end <= b.span.start for a, b in zip(sent.tokens, sent.tokens[1:], strict=False))
    assert tree.is_tree([t.head for t in sent.tokens])
    assert all((t.deprel == "root") == (t.head < 0) for t in sent.tokens)
    assert all(0 <= n.first <= n.last < len(sent) for n in parsed.names)
    assert all(0 <= h.index < len(sent) for h in parsed.heads)
