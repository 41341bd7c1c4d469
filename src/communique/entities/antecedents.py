"""What a description or a pronoun goes back to: "the minister", "the country", "she".

Where two chains fit equally, the one named last wins; where none fits, the mention stays alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.entities.compare import name_key
from communique.entities.draft import PROPER, Draft
from communique.entities.phrases import determiner, is_plural, words_before
from communique.lexicon import Lexicon
from communique.model.entity import Mention
from communique.model.language import Parsed, Sentence
from communique.model.span import Span
from communique.reference import Reference

REACH = 4  # sentences back to what a pronoun stands for; farther ones were right less often than not


@dataclass(frozen=True)
class Antecedents:
    """Finds antecedents among ``drafts``, which grow while the report is read."""

    text: str
    parsed: Sequence[Parsed]
    quoted: Sequence[Span]
    drafts: Sequence[Draft]
    lexicon: Lexicon
    reference: Reference

    def of(self, mention: Mention) -> Draft | None:
        """The chain that a description or pronoun goes back to, None where it starts one of its own."""
        if mention.form == "pronoun":
            return self._for_pronoun(mention)
        return self._for_nominal(mention)

    def _for_nominal(self, mention: Mention) -> Draft | None:
        named = self._capital(mention) or self._pointed_at(mention)
        if named:
            return named
        key = name_key(self._quote(mention))
        same = [d for d in self.drafts if key in d.keys and d.kind == mention.kind and not d.known]
        return max(self._reached(same, mention), key=lambda pair: pair[0], default=(0, None))[1]

    def _pointed_at(self, mention: Mention) -> Draft | None:
        """The named chain that a definite description picks out: "the minister", "the country"."""
        sent = self._sentence(mention)
        if determiner(sent, mention.token) not in self.lexicon.grammar["definite"] or is_plural(
            sent.tokens[mention.token]
        ):
            return None
        if self._says_whom(sent, mention.token) and mention.kind != "country":
            return None  # "the leader of a militia" says itself who is meant
        before = self._before(mention)
        if mention.kind == "country":
            return next((d for d in reversed(before) if d.kind == "country"), None)
        head = sent.tokens[mention.token].lemma.lower()
        words = set(words_before(sent, mention.token)[:-1])
        country = self._country_told(self._quote(mention))
        fits = [d for d in before if self._described_by(d, head, mention.kind) and self._agrees(d, country)]
        return max(reversed(fits), key=lambda d: self._shared(d, words), default=None)

    def _capital(self, mention: Mention) -> Draft | None:
        """The capital that "the Yemeni capital" is, the one named last for "the capital"; None where none is named."""
        sent = self._sentence(mention)
        if mention.kind != "place" or sent.tokens[mention.token].lemma.lower() not in self.lexicon.grammar["seat"]:
            return None
        last = sent.subtree(mention.token)[-1]
        phrase = Span(mention.span.start, max(mention.span.end, sent.tokens[last].span.end))
        told = next(iter(self.reference.countries_in(phrase.quote(self.text))), None)
        if told is None and determiner(sent, mention.token) not in self.lexicon.grammar["definite"]:
            return None
        drafts = self.drafts if told else list(reversed(self._before(mention)))
        return next((d for d in drafts if self._is_capital(d) and (not told or self._is_in(d, told.alpha3))), None)

    def _is_capital(self, draft: Draft) -> bool:
        place = self.reference.place_referred_to(draft.known.id) if draft.known else None
        return place is not None and place.kind == "capital"

    def _is_in(self, draft: Draft, country: str) -> bool:
        return draft.known is not None and draft.known.country == country

    def _says_whom(self, sent: Sentence, token: int) -> bool:
        """Whether a description needs no name before it: "the leader of a militia", "the man who came"."""
        of = self.lexicon.grammar["of"]
        owners = sent.children(token, "nmod")
        owned = any(sent.tokens[c].form.lower() in of for o in owners for c in sent.children(o, "case"))
        return owned or bool(sent.children(token, "acl"))

    def _described_by(self, draft: Draft, head: str, kind: str) -> bool:
        """Whether a chain is a "minister", "ministry" or "centre": by its title, or by the word its name ends in."""
        if draft.kind != kind and {draft.kind, kind} != {"body", "organisation"}:
            return False
        if kind == "person":
            generic = head in self.lexicon.name_words["generic"]
            return any(t.head == head or (generic and t.noun_class.sector == "GOV") for t in draft.titles)
        return any(k.split()[-1:] == [head] for k in draft.keys)

    def _agrees(self, draft: Draft, country: str | None) -> bool:
        """No two different countries: "the Slovak minister" is not the Czech one."""
        told = {c for t in draft.titles if (c := self._country_told(t.span.quote(self.text)))}
        return country is None or not told or country in told

    def _country_told(self, words: str) -> str | None:
        found = self.reference.demonyms_in(words)
        return found[0].alpha3 if found else None

    def _shared(self, draft: Draft, words: set[str]) -> int:
        told = {w for t in draft.titles for w in t.span.quote(self.text).lower().split()}
        return len(words & told)

    def _for_pronoun(self, mention: Mention) -> Draft | None:
        sent = self._sentence(mention)
        form = sent.tokens[mention.token].form.lower()
        words = self.lexicon.pronouns
        if form in words["person"]:
            return self._salient(mention, ("person",), _gender(form, words))
        if form in words["thing"] and sent.tokens[mention.token].rel in ("nsubj", "nmod"):
            return self._salient(mention, ("country", "organisation", "body"))
        if form in words["plural"]:
            return self._salient(mention, ("group",))
        return None

    def _salient(self, mention: Mention, kinds: tuple[str, ...], gender: str = "") -> Draft | None:
        """The chain of one of ``kinds`` that stands out before a pronoun: a subject, near, named often."""
        best: tuple[float, int] | None = None
        found: Draft | None = None
        for draft in self.drafts:
            last = draft.last_before(mention.span.start) if draft.kind in kinds else None
            if last is None or mention.sentence - last.sentence > REACH:
                continue
            if gender and self._gender_of(draft) not in ("", gender):
                continue
            often = min(sum(m.form in PROPER for m in draft.mentions), 6) * 0.3
            for m in draft.mentions:
                distance = mention.sentence - m.sentence
                if m.span.start >= mention.span.start or distance > REACH or self._hidden(m, mention):
                    continue
                subject = self._sentence(m).tokens[m.token].rel == "nsubj"
                score = (2 * subject + (m.form != "nominal") + often - distance, m.span.start)
                if best is None or score > best:
                    best, found = score, draft
        return found

    def _gender_of(self, draft: Draft) -> str:
        """ "feminine" or "masculine" where an honorific or title tells, else ""."""
        words = {w for t in draft.titles for w in name_key(t.span.quote(self.text)).split()}
        words |= {name_key(self._word_before(m)) for m in draft.mentions if m.form in PROPER}
        for gender in ("feminine", "masculine"):
            if words & self.lexicon.name_words[gender]:
                return gender
        return ""

    def _word_before(self, mention: Mention) -> str:
        tokens = self._sentence(mention).tokens
        i = next(i for i, t in enumerate(tokens) if t.span.end > mention.span.start)
        return tokens[i - 1].form if i else ""

    def _hidden(self, earlier: Mention, pronoun: Mention) -> bool:
        """Words within a quotation are out of reach for a pronoun outside it."""
        return any(q.covers(earlier.span) and not q.covers(pronoun.span) for q in self.quoted)

    def _before(self, mention: Mention) -> list[Draft]:
        """Chains with a mention before this one, the one mentioned last at the end."""
        return [d for _, d in sorted(self._reached(self.drafts, mention), key=lambda pair: pair[0])]

    def _reached(self, drafts: Iterable[Draft], mention: Mention) -> Iterator[tuple[int, Draft]]:
        """Those of ``drafts`` with a mention before this one, each with where the last of these starts."""
        for draft in drafts:
            last = draft.last_before(mention.span.start)
            if last is not None:
                yield last.span.start, draft

    def _quote(self, mention: Mention) -> str:
        return " ".join(mention.span.quote(self.text).split())

    def _sentence(self, mention: Mention) -> Sentence:
        return self.parsed[mention.sentence].sentence


def _gender(form: str, pronouns: Mapping[str, frozenset[str]]) -> str:
    return next((g for g in ("feminine", "masculine") if form in pronouns[g]), "")
