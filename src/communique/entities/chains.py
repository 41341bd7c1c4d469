"""Chains: the mentions of one report that mean one thing.

Names first ("Hanna Berg", "Berg"), then descriptions that pick out a name ("the minister"), then pronouns.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from communique.entities.antecedents import Antecedents
from communique.entities.attributes import (
    Known,
    capital_told,
    country_of,
    known,
    known_person,
    with_home,
    without_strangers,
)
from communique.entities.compare import has_word, is_acronym, name_key, same_person
from communique.entities.draft import PROPER, Draft
from communique.entities.employers import with_employer
from communique.entities.issuer import with_issuer
from communique.entities.names import UNTYPED, name_mentions
from communique.entities.nominals import nominal_mentions, pronoun_mentions
from communique.entities.phrases import NOMINAL, determiner, full_phrase, is_plural, words_before
from communique.entities.ranking import Choose, best
from communique.entities.seat import seat_of, with_capital, with_seat, with_town
from communique.entities.sectors import sector_of
from communique.entities.several import with_officers
from communique.entities.states import government_told, with_governments
from communique.entities.titles import is_set_off_behind, office_before, office_told, offices_of_several, titles_of
from communique.lexicon import Lexicon
from communique.model.analysis import Analysis
from communique.model.entity import Attribute, Chain, Mention
from communique.model.language import Parsed, Sentence
from communique.model.quotation import quotations
from communique.model.span import Span
from communique.reference import Reference

VOTING = frozenset({"person", "organisation", "place"})


def find_chains(analysis: Analysis, lexicon: Lexicon, reference: Reference, choose: Choose = best) -> tuple[Chain, ...]:
    """All chains of a report in the order of their first mention; every mention stands in exactly one of them.

    ``choose`` picks what a pronoun stands for among the candidates; training gives it what the corpus says.
    """
    return _Finder(analysis, lexicon, reference, choose).chains()


class _Finder:
    def __init__(self, analysis: Analysis, lexicon: Lexicon, reference: Reference, choose: Choose) -> None:
        self.report = analysis.report
        self.text = analysis.report.text
        self.published_on = analysis.report.published_on
        self.parsed = analysis.sentences
        self.dates = [t for t in analysis.times if t.type == "date"]
        self.times = [t.span for t in self.dates]
        self.lexicon = lexicon
        self.reference = reference
        self.drafts: list[Draft] = []
        self.governments: dict[Span, str] = {}  # words for a government, and whose it is
        quoted = [q for paragraph in analysis.report.body for q in quotations(self.text, paragraph)]
        seat = seat_of(analysis.report, reference, lexicon)
        self.antecedents = Antecedents(
            self.text, self.parsed, quoted, self.drafts, lexicon, reference, choose, seat.value if seat else None
        )

    def chains(self) -> tuple[Chain, ...]:
        found = [
            list(name_mentions(p, i, self.text, self.times, self.lexicon, self.reference))
            for i, p in enumerate(self.parsed)
        ]
        names = [[self._as_state(m) for m in row] for row in self._with_surnames(self._agreed(found))]
        self._join_names([m for row in names for m in row])
        for i, parsed in enumerate(self.parsed):
            taken = {j for m in names[i] for j in parsed.sentence.within(m.span)}
            taken |= self._add_titles(parsed, i, names[i])
            persons = [m for m in names[i] if m.kind == "person"]
            taken |= offices_of_several(parsed.sentence, persons, self.lexicon)
            rest = [*nominal_mentions(parsed, i, taken, self.lexicon), *pronoun_mentions(parsed, i, self.lexicon)]
            for mention in sorted(rest, key=lambda m: m.span):
                self._place(mention)
        drafts = sorted(self.drafts, key=lambda d: min(m.span for m in d.mentions))
        finished = without_strangers(tuple(self._finish(d) for d in drafts), self.text, self.reference)
        finished = with_town(finished, self.report, self.reference)
        told = with_home(with_employer(finished, self.parsed, self.lexicon), self.text, self.lexicon)
        told = with_seat(told, self.report, self.reference, self.lexicon)
        told = with_capital(told, self.parsed, self.reference, self.lexicon)
        told = with_issuer(told, self.report, self.reference, self.lexicon)
        told = with_governments(told, self.parsed, self.text, self.reference, self.lexicon)
        return with_officers(told, self.parsed, self.text, self.reference, self.lexicon)

    # -- names ---------------------------------------------------------------------------------------------------------

    def _agreed(self, found: list[list[Mention]]) -> list[list[Mention]]:
        """One kind for one name: what most of its mentions say, and a person where it is a word of a person's name."""
        votes: dict[str, Counter[str]] = {}
        for mention in (m for row in found for m in row if m.form in PROPER):
            votes.setdefault(name_key(self._quote(mention)), Counter())[mention.kind] += 1
        people = {w for k, v in votes.items() if " " in k and _most(v) == "person" for w in k.split() if len(w) > 2}
        sites = {name_key(self._quote(m)) for row in found for m in row if self._is_site(m)}
        arms = {w for k, v in votes.items() if " " in k and _most(v) == "equipment" for w in k.split()[:-1]}
        typed = [[self._typed(self._vote(m, votes, people, sites), arms) for m in row] for row in found]
        return [[m for m in row if m.kind != UNTYPED] for row in typed]

    def _is_site(self, mention: Mention) -> bool:
        """Whether something is told to be at a place: "in Washington" is no person, whoever else is so called."""
        sent = self._sentence(mention)
        cases = (sent.tokens[k].form.lower() for k in sent.children(mention.token, "case"))
        return mention.kind == "place" and any(case in self.lexicon.grammar["site"] for case in cases)

    def _with_surnames(self, names: list[list[Mention]]) -> list[list[Mention]]:
        """The names with surnames that the model passed over: "Berg said" where "Hanna Berg" is told elsewhere."""
        full = (self._quote(m).split() for row in names for m in row if m.kind == "person" and m.form == "name")
        surnames = {words[-1] for words in full if len(words) > 1 and len(words[-1]) > 2}
        out = []
        for i, row in enumerate(names):
            sent, taken = self.parsed[i].sentence, {j for m in row for j in self.parsed[i].sentence.within(m.span)}
            missed = [j for j, t in enumerate(sent.tokens) if t.form in surnames and j not in taken]
            alone = [j for j in missed if not self.reference.country(sent.tokens[j].form)]
            spans = [sent.tokens[j].span for j in alone]
            more = [Mention(s, s, "person", "name", i, j) for s, j in zip(spans, alone, strict=True)]
            out.append(sorted([*row, *more], key=lambda m: m.span))
        return out

    def _holds_office(self, mention: Mention) -> bool:
        """Whether a name of several words stands right behind an office, and ends in no word for an institution."""
        sent, words = self._sentence(mention), self._quote(mention).split()
        first = next(i for i, t in enumerate(sent.tokens) if t.span.start >= mention.span.start)
        if (
            len(words) < 2
            or not first
            or sent.tokens[first - 1].upos not in NOMINAL
            or self.lexicon.noun(words[-1].lower())
        ):
            return False
        return office_before(sent, mention, frozenset(), self.lexicon) is not None

    def _what_it_is(self, mention: Mention) -> int | None:
        """The noun right before a name that tells what organisation it is of: "firm" of "the oil firm Petronor"."""
        sent = self._sentence(mention)
        own = sent.within(mention.span)
        i = own[0] - 1
        if i < 0 or sent.tokens[i].xpos != "NN" or determiner(sent, i) in ("a", "an"):
            return None
        noun = self.lexicon.noun(*words_before(sent, i))
        tied = any(sent.tokens[j].head == i and sent.tokens[j].rel in ("appos", "flat", "nmod") for j in own)
        twins = any((sent.tokens[j].head, sent.tokens[j].rel) == (sent.tokens[i].head, sent.tokens[i].rel) for j in own)
        return i if noun and noun.kind == "organisation" and (tied or twins) else None

    def _called(self, mention: Mention) -> Draft | None:
        """Whose name is told behind a description as what it is called: "a group calling itself Delta Front"."""
        sent = self._sentence(mention)
        behind = [t.form.lower() for t in sent.tokens[mention.token + 1 : mention.token + 3]]
        words = self.lexicon.name_words["calling"]
        count = next((n for n in (2, 1) if "-".join(behind[:n]) in words), 0)
        if mention.form != "nominal" or not count or mention.token + count + 1 >= len(sent):
            return None
        start = sent.tokens[mention.token + count + 1].span.start
        named = ((d, m) for d in self.drafts for m in d.mentions if m.form == "name" and d.kind != "country")
        return next((d for d, m in named if 0 <= m.span.start - start <= len("the ")), None)

    def _named_behind(self, mention: Mention) -> Draft | None:
        """The organisation whose name stands right behind what it is: "the rebel group Delta Front"."""
        if mention.form != "nominal" or mention.kind not in ("organisation", "body"):
            return None
        for draft in self.drafts:
            if draft.kind in ("organisation", "body"):
                names = (m for m in draft.mentions if m.form == "name" and m.sentence == mention.sentence)
                if any(self._what_it_is(m) == mention.token for m in names):
                    return draft
        return None

    def _bearer_behind(self, mention: Mention) -> Draft | None:
        """The person whose name is set off behind what they are: "a border guard, Ada Roy, was hurt"."""
        sent = self._sentence(mention)
        if mention.form != "nominal" or is_plural(sent.tokens[mention.token]) or sent.children(mention.token, "nummod"):
            return None
        persons = [d for d in self.drafts if d.kind == "person"] if mention.kind != "place" else []
        named = [(d, m) for d in persons for m in d.mentions if m.form == "name" and m.sentence == mention.sentence]
        people = {i for _, m in named for i in sent.within(m.span)}
        return next((d for d, m in named if is_set_off_behind(sent, mention.token, m, people)), None)

    def _typed(self, mention: Mention, arms: set[str]) -> Mention:
        """ "Rafale" is equipment in a report that tells of "Rafale jets"."""
        open_kind = mention.kind in (UNTYPED, "organisation", "place") and mention.form == "name"
        if not open_kind or name_key(self._quote(mention)) not in arms:
            return mention
        known_thing = known(self._quote(mention), mention.kind, self.reference)
        return mention if known_thing else replace(mention, kind="equipment")

    def _vote(self, mention: Mention, votes: dict[str, Counter[str]], people: set[str], sites: set[str]) -> Mention:
        key = name_key(self._quote(mention))
        if mention.form == "name" and mention.kind == "place" and key in people - sites:
            return replace(mention, kind="person")  # though the tables know a town so called
        if mention.form not in PROPER or known(self._quote(mention), mention.kind, self.reference):
            return mention
        if mention.kind in ("place", "equipment", UNTYPED) and self._what_it_is(mention) is not None:
            return replace(mention, kind="organisation")
        if mention.kind in ("organisation", "place") and (key in people or self._holds_office(mention)):
            return replace(mention, kind="person")
        kind = _most(votes[key])
        return replace(mention, kind=kind) if {kind, mention.kind} <= VOTING else mention

    def _join_names(self, mentions: list[Mention]) -> None:
        """Longer names first, so that "Berg" finds "Hanna Berg" wherever in the report the full name stands."""
        full = [m for m in mentions if m.kind != "person" or " " in self._quote(m)]
        before: tuple[Mention, Draft] | None = None
        for mention in full:
            draft = self._named_like(mention)
            if draft is None and before and self._is_alias(before[0], mention):
                draft = before[1]
            before = mention, self._join(mention, draft)
        bare: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.kind == "person" and " " not in self._quote(mention):
                bare.setdefault(name_key(self._quote(mention)), []).append(mention)
        for word, same in bare.items():
            draft = self._bearer(word, same)
            for mention in same:
                draft = self._join(mention, draft)
        for draft in self.drafts:
            draft.mentions.sort(key=lambda m: m.span)

    def _is_alias(self, one: Mention, two: Mention) -> bool:
        """Whether a second name is told for what bears the first: "Ada Roy, also known as Tigress"."""
        between = self.text[one.span.end : two.span.start] if one.sentence == two.sentence else ""
        words = "-".join(re.findall(r"\w+", between.lower()))
        return one.kind == two.kind and words in self.lexicon.name_words["alias"]

    def _join(self, mention: Mention, draft: Draft | None) -> Draft:
        found = self._known(mention)
        if draft is None:
            draft = Draft(mention.kind, known=found)
            self.drafts.append(draft)
        elif draft.known is None and draft.kind == "person":
            draft.known = found  # "Trump" told before "Donald Trump"
        draft.mentions.append(mention)
        draft.keys.add(name_key(self._quote(mention)))
        return draft

    def _known(self, mention: Mention) -> Known | None:
        """What the tables know of a name, or of the state whose government is meant."""
        state = self.governments.get(mention.span) if mention.kind == "country" else None
        if state:
            return Known(f"iso:{state}", state)
        return known(self._quote(mention), mention.kind, self.reference, self.published_on)

    def _named_like(self, mention: Mention) -> Draft | None:
        words = self._quote(mention)
        key, found = name_key(words), self._known(mention)
        for draft in self.drafts:
            if draft.kind != mention.kind:
                continue
            if key in draft.keys or (found and found == draft.known):
                return draft
            apart = found and draft.known  # "Bashar al-Assad" is not "Hafez al-Assad"
            if draft.kind == "person" and not apart and any(same_person(key, k) for k in draft.keys):
                return draft
            if draft.kind == "organisation" and any(self._same_organisation(key, k) for k in draft.keys):
                return draft
        return None

    def _bearer(self, word: str, mentions: list[Mention]) -> Draft | None:
        """The person whom a report calls by one word of their name, or a misspelling of it.

        Of several bearers, the one with the title that stands beside the word; else the one introduced first, since
        papers give relatives their full names.
        """
        own = self._title_heads(mentions)
        fits = [d for d in self.drafts if self._may_bear(d, word, own)]
        if len(fits) > 1:
            fits = [d for d in fits if own & self._title_heads(d.mentions)] or fits
        return min(fits, key=lambda d: min(m.span.start for m in d.mentions), default=None)

    def _may_bear(self, draft: Draft, word: str, titles: set[str]) -> bool:
        """Whether a person may be called by this word: it is part of a name, and no other office speaks against it."""
        if draft.kind != "person" or not any(has_word(k, word, self.lexicon) for k in draft.keys):
            return False
        offices = self._title_heads(draft.mentions)
        return not titles or not offices or bool(titles & offices)

    def _title_heads(self, mentions: list[Mention]) -> set[str]:
        """The offices told right beside these mentions: {"president"}."""
        return {t.head for m in mentions for t in titles_of(self._sentence(m), m, frozenset(), self.lexicon)}

    def _same_organisation(self, left: str, right: str) -> bool:
        """Names that agree once words such as "company" are set aside, or an acronym of the other."""
        a, b = self._core(left), self._core(right)
        if a and a == b and (a == left.split() or b == right.split()):
            return True
        return is_acronym(left, right, self.lexicon) or is_acronym(right, left, self.lexicon)

    def _core(self, key: str) -> list[str]:
        return [word for word in key.split() if not self.lexicon.noun(word)]

    # -- titles and descriptions ---------------------------------------------------------------------------------------

    def _add_titles(self, parsed: Parsed, index: int, names: list[Mention]) -> set[int]:
        """Read the offices beside persons' names; returns the tokens of those that stand before their name."""
        sent = parsed.sentence
        persons = frozenset(i for m in names if m.kind == "person" for i in sent.within(m.span))
        before: set[int] = set()
        for draft in [d for d in self.drafts if d.kind == "person"]:
            for mention in [m for m in draft.mentions if m.sentence == index and m.form in PROPER]:
                for title in titles_of(sent, mention, persons - set(sent.within(mention.span)), self.lexicon):
                    draft.titles.append(title)
                    before.add(title.token)
                    head = sent.tokens[title.token].span
                    office = Mention(title.span, head, "person", "title", index, title.token)
                    insort(draft.mentions, office, key=lambda m: m.span)
        return before

    def _as_state(self, mention: Mention) -> Mention:
        """A government as the state that it stands for: "Mali's government"; anything else as it is."""
        if mention.kind not in ("organisation", "group") or mention.form not in ("name", "nominal"):
            return mention
        told = government_told(self._sentence(mention), mention, self.text, self.reference, self.lexicon)
        if told is None:
            return mention
        state = told.state or self._governed(told.span)
        if state is None:
            return mention
        self.governments[told.span] = state
        return replace(mention, span=told.span, kind="country", form="metonym")

    def _governed(self, words: Span) -> str | None:
        """The one state of whose government the report has told before."""
        before = {state for span, state in self.governments.items() if span < words}
        return before.pop() if len(before) == 1 else None

    def _place(self, mention: Mention) -> None:
        mention = self._as_state(mention)
        holder = self._known(mention) if mention.form == "metonym" else self._holder(mention)
        draft = next((d for d in self.drafts if d.known == holder), None) if holder else None
        bearer = self._bearer_behind(mention)
        if bearer is not None:
            mention = replace(mention, kind="person")
        draft = draft or bearer or self._called(mention) or self._named_behind(mention) or self.antecedents.of(mention)
        if draft is None:
            if mention.form == "pronoun" or (mention.kind == "country" and holder is None):
                return
            draft = Draft(mention.kind, known=holder)
            self.drafts.append(draft)
        insort(draft.mentions, mention, key=lambda m: m.span)
        if mention.form == "nominal":
            draft.keys.add(name_key(self._quote(mention)))

    def _holder(self, mention: Mention) -> Known | None:
        """Who held the office of a country on the report's day, or which town is its capital: "the Kazakh capital"."""
        if mention.kind == "place":
            return capital_told(self._sentence(mention), mention, self.text, self.reference, self.lexicon)
        day = self.published_on
        told = self.antecedents.office(mention) if day else None
        if day is None or told is None or self._tells_another_year(mention, day):
            return None
        person = self.reference.holder_of(*told, day)
        return known_person(person, day) if person else None

    def _tells_another_year(self, mention: Mention, day: date) -> bool:
        """Whether the sentence tells a date of another year: "in 1956 the Egyptian president"."""
        span = self._sentence(mention).span
        dates = (t.interval for t in self.dates if span.covers(t.span) and t.interval)
        return any(i.end.year < day.year - 1 or i.start.year > day.year for i in dates)

    # -- finished chains -----------------------------------------------------------------------------------------------

    def _finish(self, draft: Draft) -> Chain:
        best = self._best_name(draft.mentions)
        if draft.known is None and draft.kind == "person":
            draft.known = self._office_holder(best, draft)
        title = max(draft.titles, key=lambda t: (len(t.span.quote(self.text)), -t.span.start), default=None)
        return Chain(
            id=f"c{best.span}",
            kind=draft.kind,
            name=best.span,
            mentions=tuple(draft.mentions),
            country=country_of(
                draft.kind, draft.known, draft.titles, self._described(draft), self.text, self.reference, self.lexicon
            ),
            sector=sector_of(
                draft.kind, draft.known, draft.titles, self._described(draft), self.text, self.reference, self.lexicon
            ),
            reference=Attribute(draft.known.id, "reference data", best.span) if draft.known else None,
            title=Attribute(title.span.quote(self.text), "title", title.span) if title else None,
            description=self._description(draft) if best.form == "nominal" else None,
        )

    def _office_holder(self, best: Mention, draft: Draft) -> Known | None:
        """ "President Erdogan" of a report that never says more: the one of that name who held the office then."""
        name = self._quote(best)
        if best.form != "name":
            return None
        for title in draft.titles:
            words = title.span.quote(self.text)
            if set(name_key(words).split()) & self.lexicon.name_words["not_now"]:
                continue
            office, told = office_told(words, self.reference)
            if len(told) > 1:
                continue
            person = self.reference.office_holder(name, office, told[0] if told else None, self.published_on)
            if person:
                return known_person(person, self.published_on)
        return None

    def _described(self, draft: Draft) -> tuple[tuple[Sentence, Mention], ...]:
        return tuple((self._sentence(m), m) for m in draft.mentions)

    def _description(self, draft: Draft) -> Span:
        """The first description that tells more than a noun: how many they are, of what, or where."""
        told = [m for m in draft.mentions if m.form == "nominal"]
        full = [(m, full_phrase(self._sentence(m), m.token)) for m in sorted(told, key=lambda m: m.span)]
        return next((span for m, span in full if span != m.span), full[0][1])

    def _best_name(self, mentions: Sequence[Mention]) -> Mention:
        """The fullest name, else the first description, else the pronoun."""
        order = {"name": 5, "metonym": 4, "nominal": 3, "title": 2, "demonym": 1, "pronoun": 0}
        # Of descriptions the first: later ones may carry a side's adjectives.
        return max(mentions, key=lambda m: (order[m.form], self._fullness(m), -m.span.start))

    def _fullness(self, mention: Mention) -> int:
        return len(self._quote(mention).split()) if mention.form in PROPER else 0

    def _quote(self, mention: Mention) -> str:
        return " ".join(mention.span.quote(self.text).split())

    def _sentence(self, mention: Mention) -> Sentence:
        return self.parsed[mention.sentence].sentence


def _most(votes: Counter[str]) -> str:
    """The kind with most votes; a tie goes to the earlier of person, organisation, place and the rest."""
    order = ("person", "organisation", "place")
    return min(votes, key=lambda k: (-votes[k], order.index(k) if k in order else 9, k))
