"""Which earlier thing a pronoun stands for: features of each candidate, weighed as learned from GUM.

The weights stand in ``data/en/coreference.toml``, a table for each sort of pronoun; ``training/coreference`` fits them.
A candidate's score is the sum of the weights of its features; at or below `ALONE` the pronoun stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from communique.entities.draft import PROPER, Draft
from communique.entities.phrases import NOMINAL, determiner, top
from communique.lexicon import Lexicon, table
from communique.model.entity import Mention
from communique.model.language import Parsed, Sentence
from communique.model.span import Span

# Scores up to which a pronoun stays alone: about the best F1 on the dev part of GUM.
ALONE: Mapping[str, float] = {"person": -0.5, "thing": -0.5, "plural": -1.5}
REACH = 4  # sentences back to what a pronoun stands for
RANKS = 3  # of candidates by how lately they were told, told apart
CLAUSE = frozenset({"nsubj", "obj", "iobj", "obl"})
SPEAKS = frozenset({"speaks", "speaks again"})
SPEAKERS = frozenset({"person", "group", "organisation", "country", "body"})
CANDIDATES: Mapping[str, frozenset[str]] = {
    "person": frozenset({"person"}),
    "thing": frozenset({"organisation", "country", "body", "place", "agreement", "equipment", "award"}),
    "plural": frozenset({"group", "organisation", "country", "body"}),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chain so far that a pronoun may stand for, and what speaks for and against it."""

    draft: Draft
    features: tuple[str, ...]


Choose = Callable[[str, Mention, Sequence[Candidate]], Draft | None]


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The weights of features by sort of pronoun."""
    found: Mapping[str, Mapping[str, float]] = table("coreference")
    return found


def best(sort: str, mention: Mention, candidates: Sequence[Candidate]) -> Draft | None:
    """The candidate with the highest score, if high enough; the later told of two alike. One who speaks is somebody."""
    known = weights()[sort]
    scored = [(sum(known.get(f, 0.0) for f in c.features), i) for i, c in enumerate(candidates)]
    score, i = max(scored, key=lambda pair: (pair[0], -pair[1]), default=(0.0, 0))
    return candidates[i].draft if scored and (score > ALONE[sort] or SPEAKS & set(candidates[i].features)) else None


def sort_of(form: str, lexicon: Lexicon) -> str:
    """Whether a pronoun stands for a person, a thing or several; empty for other words."""
    return next((s for s in CANDIDATES if form.lower() in lexicon.pronouns[s]), "")


@dataclass(frozen=True)
class Pronouns:
    """Reads candidates for the pronouns of a report among ``drafts``, which grow while it is read."""

    parsed: Sequence[Parsed]
    quoted: Sequence[Span]
    drafts: Sequence[Draft]
    lexicon: Lexicon
    gender_of: Callable[[Draft], str]

    def candidates(self, sort: str, mention: Mention) -> list[Candidate]:
        """The chains within reach, the one told last first; none that grammar or gender rules out."""
        form = self._sentence(mention).tokens[mention.token].form.lower()
        gender = next((g for g in ("feminine", "masculine") if form in self.lexicon.pronouns[g]), "")
        kinds = CANDIDATES[sort] & SPEAKERS if self._is_speaker(mention) else CANDIDATES[sort]
        quotes = self._quotes_near(mention)
        found = []
        for draft in self.drafts:
            if draft.kind not in kinds:
                continue
            near = draft.between(mention.sentence - REACH, mention.span.start)
            before = [m for m in near if not _hidden(m, mention, quotes)]
            known = self.gender_of(draft) if gender and before else ""
            if before and known in ("", gender) and not any(self._bound(m, mention) for m in before):
                found.append((before, known, draft))
        found.sort(key=lambda row: -row[0][-1].span.start)
        return [
            Candidate(draft, tuple(self._features(rank, before, known, draft, mention, quotes)))
            for rank, (before, known, draft) in enumerate(found)
        ]

    def _quotes_near(self, pronoun: Mention) -> list[Span]:
        """The quotations that reach into the sentences looked back upon."""
        start = self.parsed[max(pronoun.sentence - REACH, 0)].sentence.span.start
        return [q for q in self.quoted if q.end > start and q.start < pronoun.span.end]

    def _bound(self, earlier: Mention, pronoun: Mention) -> bool:
        """ "Berg thanked him": two parts of one clause are two, but for owners ("his") and "himself"."""
        if earlier.sentence != pronoun.sentence:
            return False
        sent = self._sentence(pronoun)
        token, at = sent.tokens[pronoun.token], top(sent, earlier.token)
        if token.head == at:
            return True  # "his" of "his deputy" is not the deputy
        if token.form.lower() in self.lexicon.pronouns["reflexive"] or token.deprel == "nmod:poss":
            return False
        if token.rel not in CLAUSE:
            return False
        parts = {i for i in sent.children(token.head) if sent.tokens[i].rel in CLAUSE}
        return at in parts | set(subjects(sent, token.head))

    def _features(
        self,
        rank: int,
        before: Sequence[Mention],
        known: str,
        draft: Draft,
        pronoun: Mention,
        quotes: Sequence[Span],
    ) -> Iterator[str]:
        last = before[-1]
        token = self._sentence(pronoun).tokens[pronoun.token]
        relation = self._relation(last)
        yield "bias"
        yield f"kind:{draft.kind}"
        yield f"rank:{min(rank, RANKS)}"
        yield f"distance:{pronoun.sentence - last.sentence}"
        yield f"form:{last.form}{self._article(last)}"
        yield f"last:{relation}"
        if all(m.form == "nominal" for m in before):
            yield "never named"
        acting = [m for m in before if self._relation(m) == "nsubj"]
        if acting:
            yield f"acting:{pronoun.sentence - acting[-1].sentence}"
        own = "poss" if token.deprel == "nmod:poss" else token.rel if token.rel in CLAUSE else "other"
        if own == relation:
            yield f"parallel:{own}"
        if own == "poss" and relation == "nsubj" and last.sentence == pronoun.sentence:
            yield "owner acts"
        if self._is_speaker(pronoun):
            spoke = any(self._is_speaker(m) for m in acting)
            yield "speaks again" if spoke else "speaks"
        if known:
            yield "gender"
        named = islice((m for m in draft.mentions if m.form in PROPER and m.span < pronoun.span), 3)
        yield f"named:{len(list(named))}"
        yield f"told:{min(len(before), 3)}"
        if any(q.covers(pronoun.span) for q in quotes):
            yield "quoted" if any(q.covers(last.span) for q in quotes) else "quoted:from outside"

    def _relation(self, mention: Mention) -> str:
        sent = self._sentence(mention)
        at = top(sent, mention.token)
        token = sent.tokens[at]
        if sent.children(at, "cop"):
            return "predicate"
        if token.deprel in ("nmod:poss", "nsubj:pass"):
            return {"nmod:poss": "poss", "nsubj:pass": "nsubj"}[token.deprel]
        return token.rel if token.rel in CLAUSE | {"nmod", "conj", "appos"} else "other"

    def _governor(self, mention: Mention) -> int:
        sent = self._sentence(mention)
        return sent.tokens[top(sent, mention.token)].head

    def _is_speaker(self, mention: Mention) -> bool:
        return self._relation(mention) == "nsubj" and self._speaks(self._sentence(mention), self._governor(mention))

    def _speaks(self, sent: Sentence, verb: int) -> bool:
        speech = self.lexicon.speech
        return verb >= 0 and sent.tokens[verb].lemma.lower() in speech["content"] | speech["quoting"]

    def _article(self, mention: Mention) -> str:
        """How a description is introduced: "the", "a", nothing."""
        if mention.form != "nominal":
            return ""
        word = determiner(self._sentence(mention), mention.token)
        return ":the" if word in self.lexicon.grammar["definite"] else ":a" if word else ":bare"

    def _sentence(self, mention: Mention) -> Sentence:
        return self.parsed[mention.sentence].sentence


def subjects(sent: Sentence, verb: int) -> tuple[int, ...]:
    """The subjects of a verb, or those that it shares with the verb it is joined to: "thanked him and invited him"."""
    while verb >= 0:
        found = sent.children(verb, "nsubj", "nsubj:pass")
        if found or sent.tokens[verb].rel != "conj":
            return found or _next_to(sent, verb)
        verb = sent.tokens[verb].head
    return ()


def _next_to(sent: Sentence, verb: int) -> tuple[int, ...]:
    """The name or noun right before a verb that the tree gives no subject: where a tree is torn, the likely one."""
    i = verb - 1
    while i >= 0 and sent.tokens[i].rel in ("aux", "advmod"):
        i -= 1
    return (top(sent, i),) if i >= 0 and sent.tokens[i].upos in NOMINAL else ()


def _hidden(earlier: Mention, pronoun: Mention, quotes: Sequence[Span]) -> bool:
    """Words within a quotation are out of reach for a pronoun outside it."""
    return any(q.covers(earlier.span) and not q.covers(pronoun.span) for q in quotes)
