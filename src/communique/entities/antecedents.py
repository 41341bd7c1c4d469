"""What a description or a pronoun goes back to: "the minister", "the country", "she".

Where two chains fit equally, the one named last wins; where none fits, the mention stays alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.entities.compare import name_key
from communique.entities.draft import PROPER, Draft
from communique.entities.phrases import determiner, is_plural, top, words_before
from communique.entities.ranking import Choose, Pronouns, best, sort_of
from communique.entities.titles import Title, office_told
from communique.lexicon import Lexicon, table
from communique.model.entity import Mention
from communique.model.language import Parsed, Sentence
from communique.model.span import Span, hull
from communique.reference import Reference

REBEL = "REB"
COLLECTIVE = frozenset({"group", "organisation"})
NEAR = 2  # sentences back in which a guest was named


@dataclass(frozen=True)
class Antecedents:
    """Finds antecedents among ``drafts``, which grow while the report is read; ``home`` is the report's country."""

    text: str
    parsed: Sequence[Parsed]
    quoted: Sequence[Span]
    drafts: Sequence[Draft]
    lexicon: Lexicon
    reference: Reference
    choose: Choose = best
    home: str | None = None

    def of(self, mention: Mention) -> Draft | None:
        """The chain that a description or pronoun goes back to, None where it starts one of its own."""
        if mention.form == "pronoun":
            return self._for_pronoun(mention)
        return self._for_nominal(mention)

    def _for_nominal(self, mention: Mention) -> Draft | None:
        named = self._capital(mention) or self._whose_members(mention) or self._rebels(mention)
        named = named or self._guest(mention) or self._pointed_at(mention)
        if named:
            return named
        key = name_key(self._quote(mention))
        kinds = COLLECTIVE if mention.kind in COLLECTIVE else {mention.kind}
        same = [d for d in self.drafts if key in d.keys and d.kind in kinds and not d.known]
        same = [d for d in same if not self._is_of_another_state(mention, d) and not self._are_others(mention, d)]
        return max(self._reached(same, mention), key=lambda pair: pair[0], default=(0, None))[1]

    def _are_others(self, mention: Mention, draft: Draft) -> bool:
        """Whether people are told to be as many as others are not: "17 people" were killed, "2,000 people" fled."""
        here = self._number(mention)
        told = {n for m in draft.mentions if m.form == "nominal" and (n := self._number(m)) is not None}
        return here is not None and bool(told) and here not in told

    def _number(self, mention: Mention) -> str | None:
        """The number told before a plural, as it is written."""
        sent = self._sentence(mention)
        if not is_plural(sent.tokens[mention.token]):
            return None
        found = sent.children(mention.token, "nummod")
        word = sent.tokens[found[0]].form.lower().replace(",", "") if found else ""
        return str(table("counts")["values"].get(word, word)) if word else None

    def _is_of_another_state(self, mention: Mention, draft: Draft) -> bool:
        """Whether both tell their state, and not the same: "the parliament in Paris" is no "Greek parliament"."""
        here = self._states_told(mention)
        there = (
            {code for m in draft.mentions if m.form == "nominal" for code in self._states_told(m)} if here else set()
        )
        return bool(there) and not here & there

    def _states_told(self, mention: Mention) -> set[str]:
        """The states that a description names in its words, or by where it is: "Greek", "of Greece", "in Athens"."""
        sent = self._sentence(mention)
        near = [mention.token, *sent.children(mention.token, "amod", "compound", "nmod")]
        behind = [t.form.lower() for t in sent.tokens[mention.token + 1 : mention.token + 3]]
        if (
            len(behind) == 2
            and behind[0] in self.lexicon.grammar["where"]
            and sent.tokens[mention.token].rel == "nsubj"
        ):
            near.append(mention.token + 2)  # "the parliament in Paris voted": the tree hangs Paris on the verb
        words = (self.text[sent.tokens[i].span.start : sent.tokens[i].span.end] for i in near)
        return {m.alpha3 for word in words for m in self.reference.countries_in(word)}

    def _whose_members(self, mention: Mention) -> Draft | None:
        """The organisation that acts by its members: "JNIM fighters", "rebels of the MNLA"; not some by number."""
        sent = self._sentence(mention)
        token = sent.tokens[mention.token]
        words = self.lexicon.name_words["members"]
        if not is_plural(token) or token.lemma.lower() not in words or self._is_some(sent, mention.token):
            return None
        for relation in ("nmod", "nmod:poss", "compound"):
            owners = [i for i in sent.children(mention.token, relation) if self._owns(sent, i)]
            for draft in self.drafts if owners else ():
                if draft.kind == "organisation" and any(_holds(sent, m, owners, mention) for m in draft.mentions):
                    return draft
        return None

    def _rebels(self, mention: Mention) -> Draft | None:
        """The only armed group named so far, which "the rebels" and "the militia" are; not "three rebels"."""
        sent = self._sentence(mention)
        token, told = sent.tokens[mention.token], determiner(sent, mention.token)
        noun = self.lexicon.noun(token.lemma.lower())
        bare = not sent.children(mention.token, "amod", "compound", "nmod", "nmod:poss", "nummod", "acl", "appos")
        if (
            noun is None
            or noun.sector != REBEL
            or not bare
            or token.lemma.lower() in self.lexicon.name_words["anyones"]
        ):
            return None
        acts = not told and token.rel == "nsubj" and token.lemma.lower() in self.lexicon.name_words["rebelling"]
        if not (told in self.lexicon.grammar["definite"] or acts):
            return None  # "sought by rebels", "terrorists have no borders"
        before = [d for d in self._before(mention) if d.kind == "organisation" and self._is_rebel(d)]
        return before[0] if len(before) == 1 else None

    def _is_rebel(self, draft: Draft) -> bool:
        """Whether an organisation is told to be an armed group, by its name or by what it is called."""
        if not any(m.form == "name" for m in draft.mentions):
            return False
        words = {key.split()[-1] for key in draft.keys if key} | {w for m in draft.mentions for w in self._beside(m)}
        nouns = (self.lexicon.noun(word) for word in sorted(words))
        return any(noun is not None and noun.sector == REBEL for noun in nouns)

    def _beside(self, mention: Mention) -> Iterator[str]:
        """The words right beside a name that tell whose it is: "the rebel FPL", "FPL fighters", "rebels of the FPL"."""
        if mention.form != "name":
            return
        sent = self._sentence(mention)
        token = sent.tokens[mention.token]
        first = next(i for i, t in enumerate(sent.tokens) if t.span.start >= mention.span.start)
        near = [first - 1] if first else []
        if token.head >= 0 and (token.rel == "compound" or (token.rel == "nmod" and self._owns(sent, mention.token))):
            near.append(token.head)
        yield from (sent.tokens[i].lemma.lower() for i in near)

    def _guest(self, mention: Mention) -> Draft | None:
        """The one named last who is not the subject: "Roy received Ito and decorated his guest"."""
        sent = self._sentence(mention)
        visits = sent.tokens[mention.token].lemma.lower() in self.lexicon.name_words["visiting"]
        if not visits or is_plural(sent.tokens[mention.token]) or sent.tokens[mention.token].rel == "nsubj":
            return None
        owners = sent.children(mention.token, "nmod:poss")
        if not owners and determiner(sent, mention.token) not in self.lexicon.grammar["definite"]:
            return None
        behind = sent.tokens[mention.token + 1 : mention.token + 2]
        if sent.children(mention.token, "amod", "appos") or any(t.form == "," for t in behind):
            return None  # "a foreign guest", "the guest, Ada Roy,"
        clause = sent.tokens[mention.token].head
        apart = {*owners, *(sent.children(clause, "nsubj") if clause >= 0 else ())}
        near = [d for d in self._before(mention) if d.kind == "person" and any(m.form == "name" for m in d.mentions)]
        fits = [d for d in near if not any(m.sentence == mention.sentence and m.token in apart for m in d.mentions)]
        last = fits[-1].last_before(mention.span.start) if fits else None
        return fits[-1] if last and mention.sentence - last.sentence <= NEAR else None

    def _is_some(self, sent: Sentence, i: int) -> bool:
        """Whether a plural is cut down to some: "some members", "former members", "hundreds of members"."""
        for c in sent.children(i, "det", "nummod", "amod"):
            form = sent.tokens[c].form.lower()
            if form not in self.lexicon.grammar["definite"] and self.reference.country(sent.tokens[c].form) is None:
                return True
        above = sent.tokens[sent.tokens[i].head] if sent.tokens[i].rel == "nmod" else None
        return above is not None and (above.upos == "NUM" or above.lemma.lower() in self.lexicon.pronouns["quantity"])

    def _owns(self, sent: Sentence, i: int) -> bool:
        """Whether no other preposition than "of" ties a word to what it modifies."""
        cases = (sent.tokens[k] for k in sent.children(i, "case"))
        return all(k.upos != "ADP" or k.form.lower() in self.lexicon.grammar["of"] for k in cases)

    def _pointed_at(self, mention: Mention) -> Draft | None:
        """The named chain that a definite description picks out: "the minister", "the country", "Libya's president"."""
        sent = self._sentence(mention)
        if is_plural(sent.tokens[mention.token]):
            return None
        country = self._country_told(self._phrase(sent, mention).quote(self.text))
        definite = determiner(sent, mention.token) in self.lexicon.grammar["definite"]
        if not definite and not (country and mention.kind == "person"):
            return None
        before = self._before(mention)
        if mention.kind == "country":
            return next((d for d in reversed(before) if d.kind == "country"), None)
        if self._says_whom(sent, mention.token) and not (country and mention.kind == "person"):
            return None  # "the leader of a militia" says itself who is meant
        head = self._office_meant(sent, mention)
        words = set(words_before(sent, mention.token)[:-1])
        fits = [d for d in before if self._described_by(d, head, mention.kind, definite) and self._agrees(d, country)]
        fits = [d for d in fits if not self._is_of_another_state(mention, d) and not self._is_beside(mention, d)]
        fits = [d for d in fits if not self._is_elsewhere(d, head, words)]
        told = [d for d in fits if country and country in self._countries_of(d)]
        if country and not told and (not definite or len(fits) > 1):
            return None
        if self._is_supreme(sent, mention) and len(fits) > 1:
            return None
        order = reversed(told or fits)
        return max(order, key=lambda d: (self._shared(d, words), not self._is_foreign(d, country)), default=None)

    def _is_foreign(self, draft: Draft, told: str | None) -> bool:
        """Whether somebody is told to be of another country than the report, which does not say whose it means."""
        countries = self._countries_of(draft)
        return told is None and self.home is not None and bool(countries) and self.home not in countries

    def _office_meant(self, sent: Sentence, mention: Mention) -> str:
        """The noun of an office: a state's "commander in chief" is its president."""
        return "president" if self._is_supreme(sent, mention) else sent.tokens[mention.token].lemma.lower()

    def _is_supreme(self, sent: Sentence, mention: Mention) -> bool:
        words = self._phrase(sent, mention).quote(self.text).lower().replace("-", " ").split()
        return "-".join(words[-3:]) in self.lexicon.name_words["supreme"]

    def _is_beside(self, mention: Mention, draft: Draft) -> bool:
        """Whether a list tells both: "the minister, Ada Roy, and the minister of trade" are two."""
        sent = self._sentence(mention)
        same = [m.token for m in draft.mentions if m.sentence == mention.sentence and m.span < mention.span]
        first = sent.first_conjunct(mention.token)
        return first != mention.token and any(sent.first_conjunct(top(sent, i)) == first for i in same)

    def office(self, mention: Mention) -> tuple[str, str] | None:
        """The office that a description of one person tells, and the country it is of: ("president", "AZE")."""
        sent = self._sentence(mention)
        if mention.kind != "person" or mention.form != "nominal" or is_plural(sent.tokens[mention.token]):
            return None
        words = self._phrase(sent, mention).quote(self.text)
        office, told = office_told(words, self.reference)
        if len(told) != 1 or not self._is_the_holder(sent, mention.token):
            return None
        return office, told[0]

    def _is_the_holder(self, sent: Sentence, i: int) -> bool:
        """Whether an office stands for who holds it now: not "a president", "as president", "is president"."""
        definite = determiner(sent, i) in self.lexicon.grammar["definite"] or sent.children(i, "nmod:poss")
        said_of = sent.children(i, "cop") or sent.tokens[i].rel in ("xcomp", "appos", "root")
        cases = {sent.tokens[k].form.lower() for k in sent.children(i, "case")}
        inside = {sent.tokens[k].form.lower() for k in sent.subtree(i, ("acl", "appos", "conj"))}
        changed = inside & self.lexicon.name_words["not_now"]
        return bool(definite) and not said_of and not cases & self.lexicon.grammar["capacity"] and not changed

    def _phrase(self, sent: Sentence, mention: Mention) -> Span:
        """A description with its owner and what it is of: "Libya's president", "the president of Serbia"."""
        owners = [*sent.children(mention.token, "nmod:poss"), *sent.children(mention.token, "nmod")]
        inside = [i for c in owners for i in sent.subtree(c, ("acl", "appos", "conj", "parataxis"))]
        return hull((mention.span, *(sent.tokens[i].span for i in inside)))

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

    def _described_by(self, draft: Draft, head: str, kind: str, definite: bool) -> bool:
        """Whether a chain is a "minister", "ministry" or "centre": by its title, or by the word its name ends in."""
        if draft.kind != kind and {draft.kind, kind} != {"body", "organisation"}:
            return False
        if kind == "person":
            return any(t.head == head or self._is_general(head, t, definite) for t in draft.titles)
        return any(k.split()[-1:] == [head] for k in draft.keys)

    def _is_elsewhere(self, draft: Draft, head: str, words: set[str]) -> bool:
        """Whether somebody's office is that of another department: "the prime minister" is no minister of trade."""
        known = self.lexicon.name_words
        departments = (known["department"] - known["rank"] - known["not_now"]) | {"prime"}
        asked = words & departments
        told = [set(t.span.quote(self.text).lower().split()) - {head} for t in draft.titles if t.head == head]
        of = self.lexicon.grammar["of"]
        return bool(asked and told) and not any(
            asked & own or not (own & (departments | of) or "prime" in asked) for own in told
        )

    def _is_general(self, head: str, title: Title, definite: bool) -> bool:
        """Whether a word tells any holder of such an office: "the official" for a minister, "the officer" for a major.

        Those who speak for somebody have many names for their office.
        """
        words = self.lexicon.name_words
        general = words.get(f"generic_{(title.noun_class.sector or '').lower()}", frozenset())
        return head in general or (definite and head in words["speaks"] and title.head in words["speaks"])

    def _agrees(self, draft: Draft, country: str | None) -> bool:
        """No two different countries: "the Slovak minister" is not the Czech one."""
        told = self._countries_of(draft)
        return country is None or not told or country in told

    def _countries_of(self, draft: Draft) -> set[str]:
        """The countries that somebody's offices tell, and that the tables know."""
        told = {c for t in draft.titles if (c := self._country_told(t.span.quote(self.text)))}
        return told | ({draft.known.country} if draft.known and draft.known.country else set())

    def _country_told(self, words: str) -> str | None:
        _, told = office_told(words, self.reference)
        return told[0] if told else None

    def _shared(self, draft: Draft, words: set[str]) -> int:
        told = {w for t in draft.titles for w in t.span.quote(self.text).lower().split()}
        return len(words & told)

    def _for_pronoun(self, mention: Mention) -> Draft | None:
        pronouns = Pronouns(self.parsed, self.quoted, self.drafts, self.lexicon, self._gender_of)
        sort = sort_of(self._sentence(mention).tokens[mention.token].form, self.lexicon)
        return self.choose(sort, mention, pronouns.candidates(sort, mention)) if sort else None

    def _gender_of(self, draft: Draft) -> str:
        """ "feminine" or "masculine" where an honorific, a title or a given name tells, else ""."""
        seen = (len(draft.titles), len(draft.keys))  # names are all known before the first pronoun is read
        if draft.gender is None or draft.gender[0] != seen:
            draft.gender = (seen, self._gender_told(draft))
        return draft.gender[1]

    def _gender_told(self, draft: Draft) -> str:
        words = {w for t in draft.titles for w in name_key(t.span.quote(self.text)).split()}
        words |= {name_key(self._word_before(m)) for m in draft.mentions if m.form in PROPER}
        for gender in ("feminine", "masculine"):
            if words & self.lexicon.name_words[gender]:
                return gender
        first = {key.split()[0] for key in draft.keys if " " in key}
        told = [g for g in ("feminine", "masculine") if first & self.lexicon.given_names[g]]
        return told[0] if len(told) == 1 else ""

    def _word_before(self, mention: Mention) -> str:
        tokens = self._sentence(mention).tokens
        i = next(i for i, t in enumerate(tokens) if t.span.end > mention.span.start)
        return tokens[i - 1].form if i else ""

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


def _holds(sent: Sentence, name: Mention, tokens: Sequence[int], near: Mention) -> bool:
    """Whether a name of the same sentence holds one of these words."""
    same = name.form == "name" and name.sentence == near.sentence
    return same and any(name.span.covers(sent.tokens[i].span) for i in tokens)
