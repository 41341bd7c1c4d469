"""Who and what fills a trigger's roles: tokens of its frame to chains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from communique.events.candidates import Candidate
from communique.events.frame import Frame, preposition
from communique.lexicon import Lexicon, Trigger, office_words
from communique.model.analysis import Analysis
from communique.model.dateline import town_chain
from communique.model.entity import Chain, Mention
from communique.model.event import MUTUAL, OTHER_ROLES, Role, plover_name
from communique.model.language import Act, Sentence
from communique.model.span import Span
from communique.reference import load

PARTY = ("actor", "recipient")
FILLED = frozenset({"actor", "recipient", *OTHER_ROLES})
SURE = 0.5  # probability of the model's pointing
PARTICIPANTS = frozenset({"person", "country", "organisation", "body", "group"})
THINGS = frozenset({"equipment", "agreement", "award", "body", "group", "person"})
ACTED_ON = {
    "aid": PARTICIPANTS - {"body"},
    "arms_transfer": PARTICIPANTS - {"body"},
    "award": frozenset({"person", "group", "organisation", "country"}),
}
STATES = ("country",)
ASSAULT = "ASSAULT"
ARMED = frozenset({"MIL", "COP", "REB"})
STRUCK = ("", "on", "at", "of", "against")  # before what is struck; from elsewhere it is done
OWNED = ("", "of", "'s", "’s", "'")  # between a thing and whose it is
SEPARATE = frozenset({"visit"})
PLACE_RECIPIENTS = frozenset({"visit", "attack", "aid", "disaster", "protest", "concession", "arms_transfer"})
LEADER = "leader"
MANY = 3  # that one meets hardly all at once
SEVERAL = {"three": 3, "four": 4}  # parts of grammar.toml: numbers of parties that a list before tells


@dataclass(frozen=True)
class ChainIndex:
    """The chains of one report by where their mentions stand."""

    analysis: Analysis
    lexicon: Lexicon

    @cached_property
    def by_head(self) -> dict[tuple[int, int], tuple[Chain, Mention]]:
        return {(m.sentence, m.token): (c, m) for c in self.analysis.chains for m in c.mentions if m.form != "several"}

    @cached_property
    def _officers(self) -> dict[tuple[int, int], tuple[Chain, Mention]]:
        """Those who hold an office told of several states, by where the state is told."""
        return {(m.sentence, m.token): (c, m) for c in self.analysis.chains for m in c.mentions if m.form == "several"}

    @cached_property
    def _each_of(self) -> dict[str, tuple[Chain, ...]]:
        """By the chain of a plural office, those who hold it: "the ministers of Mali and Niger" and "they"."""
        several: dict[tuple[int, Span], list[Chain]] = {}
        for chain, m in self._officers.values():
            several.setdefault((m.sentence, m.head), []).append(chain)
        groups = {(m.sentence, m.head): c.id for c in self.analysis.chains for m in c.mentions if m.form == "nominal"}
        return {groups[at]: tuple(own) for at, own in several.items() if at in groups}

    @cached_property
    def named_tokens(self) -> dict[tuple[int, int], tuple[Chain, Mention]]:
        """(sentence, token) of every word inside a name, with the shortest name that it is inside of."""
        named = [(c, m) for c in self.analysis.chains for m in c.mentions if m.form in ("name", "metonym")]
        found: dict[tuple[int, int], tuple[Chain, Mention]] = {}
        for chain, m in sorted(named, key=lambda pair: pair[1].span.end - pair[1].span.start):
            for i, token in enumerate(self.analysis.sentences[m.sentence].sentence.tokens):
                if m.span.covers(token.span):
                    found.setdefault((m.sentence, i), (chain, m))
        return found

    def at(self, sentence: int, token: int) -> tuple[Chain, Mention] | None:
        """The chain and mention headed by a token, or of the name that the token is a part of."""
        return self.by_head.get((sentence, token)) or self.named_tokens.get((sentence, token))

    @cached_property
    def by_id(self) -> dict[str, Chain]:
        return {c.id: c for c in self.analysis.chains}

    @cached_property
    def town(self) -> Chain | None:
        """The town that the report is written from."""
        return town_chain(self.analysis.report, self.analysis.chains)

    @property
    def dateline(self) -> Span | None:
        """The words at the head of the report that tell where it was written."""
        place = self.analysis.report.dateline_place
        return place.span if place else None

    def kind_of(self, chain: str) -> str:
        """The kind of a chain by its id."""
        return self.by_id[chain].kind

    @cached_property
    def _particular(self) -> frozenset[str]:
        return frozenset(c.id for c in self.analysis.chains if c.country or c.title or c.is_named)

    def is_particular(self, chain: str) -> bool:
        """Whether a chain has a name, an office or a country, and so is someone in particular."""
        return chain in self._particular

    @cached_property
    def known_places(self) -> frozenset[str]:
        """Places with a name, or told by the name of another ("Otar air base"), unless only by its country's."""
        return frozenset(
            chain.id
            for chain in self.analysis.chains
            if chain.kind in ("place", "country")
            and (chain.is_named or chain.reference or self._is_told_by_name(chain))
        )

    def _is_told_by_name(self, chain: Chain) -> bool:
        """Whether a name other than a country's stands in a description before its head."""
        for mention in chain.mentions:
            tokens = self.analysis.sentences[mention.sentence].sentence.tokens
            for i in range(mention.token - 1, -1, -1):
                if not mention.span.covers(tokens[i].span) or mention.form != "nominal":
                    break
                inner = self.named_tokens.get((mention.sentence, i))
                if tokens[i].upos == "PROPN" and not (inner and inner[0].kind == "country"):
                    return True
        return False

    def is_known_place(self, chain: str) -> bool:
        """Whether a place is one in particular: "Otar", "Otar air base"; not "the base"."""
        return chain in self.known_places

    def country_of_town(self, chain: str) -> str | None:
        """The chain of the country in which a town lies; None for what is no town, or where the report lacks it."""
        town = self.by_id[chain]
        known = load().place_referred_to(town.reference.value) if town.kind == "place" and town.reference else None
        if known is None or known.kind not in ("capital", "city"):
            return None
        return next((c.id for c in self.analysis.chains if c.kind == "country" and _is_state(c, known.country)), None)

    def named_at(self, span: Span) -> Chain | None:
        """The chain with a name within a stretch of text, if any."""
        return next(
            (
                c
                for c in self.analysis.chains
                for m in c.mentions
                if m.form in ("name", "metonym") and span.covers(m.span)
            ),
            None,
        )

    def parties(self, sentence: int, token: int) -> tuple[tuple[Chain, Span], ...]:
        """The chains a word stands for: one, or those last named for "the two sides", "the three countries", "they"."""
        several = self._several(sentence, token) or self._agents_of_several(sentence, token)
        if several:
            return several
        speaker = self._first_person(sentence, token)
        if speaker:
            return (speaker,)
        found = self._officers.get((sentence, token)) or self.at(sentence, token)
        if found and (each := self._each_of.get(found[0].id)):
            return tuple((c, found[1].span) for c in each)
        return ((found[0], found[1].span),) if found else ()

    def _agents_of_several(self, sentence: int, token: int) -> tuple[tuple[Chain, Span], ...]:
        """The states whose troops or officials act: "soldiers of both countries trained in Manta"."""
        sent = self.analysis.sentences[sentence].sentence
        if sent.tokens[token].lemma.lower() not in office_words("agents"):
            return ()
        for c in sent.children(token, "nmod"):
            several = self._several(sentence, c) if c > token and preposition(sent, c) in ("of", "from") else ()
            if len(several) > 1 and all(chain.kind in STATES for chain, _ in several):
                return several
        return ()

    def owners(self, sentence: int, token: int, role: str) -> Iterator[tuple[Chain, Span]]:
        """Whose weapons or craft they are that act: "Malian aircraft", "jets of the coalition", "army mortars"."""
        thing = self.at(sentence, token)
        if role not in ("actor", "instrument") or thing is None or thing[0].kind != "equipment":
            return
        sent = self.analysis.sentences[sentence].sentence
        for i in sent.children(token, "amod", "compound", "nmod:poss", "nmod"):
            found = self.at(sentence, i)
            if found and found[0].id != thing[0].id:
                owner, span = found[0], found[1].span
            else:  # the weapon itself, or what is no mention: "army mortars"
                called = self._called(sent.tokens[i].lemma.lower(), sentence) if i < token else None
                owner, span = called or thing[0], sent.tokens[i].span
            if owner.kind in ("country", "organisation", "group"):
                yield owner, span

    def _called(self, noun: str, sentence: int) -> Chain | None:
        """The army, government or armed group last told of by a noun that stands before another: "rebel rockets"."""
        kind = self.lexicon.noun(noun)
        if kind is None or kind.kind not in ("organisation", "group") or kind.sector not in {*ARMED, "GOV"}:
            return None
        told = [
            (m.span.start, c)
            for c in self.analysis.chains
            for m in c.mentions
            if m.form == "nominal" and m.sentence <= sentence and c.kind in ("organisation", "group")
            if self.analysis.sentences[m.sentence].sentence.tokens[m.token].lemma.lower() == noun
        ]
        return max(told, key=lambda t: t[0])[1] if told else None

    def holders(self, sentence: int, token: int) -> tuple[tuple[Chain, Span], ...]:
        """Which armed people hold or ride in what is struck: "an army post", "the rebels' camp"."""
        sent = self.analysis.sentences[sentence].sentence
        if (
            sent.tokens[token].lemma.lower() not in self.lexicon.grammar["held"]
            or preposition(sent, token) not in STRUCK
        ):
            return ()
        around = [i for i in sent.children(token, "compound", "nmod:poss", "nmod") if preposition(sent, i) in OWNED]
        found = [(i, f) for i in around if (f := self.at(sentence, i)) and f[0].kind in ("organisation", "group")]
        armed = [f for _, f in found if f[0].sector and f[0].sector.value in ARMED]
        return tuple((chain, m.span) for chain, m in armed[:1])

    def _first_person(self, sentence: int, token: int) -> tuple[Chain, Span] | None:
        """Who says "I" or "we": the speaker of the shortest statement around the word."""
        word = self.analysis.sentences[sentence].sentence.tokens[token]
        words = self.lexicon.pronouns
        if word.upos != "PRON" or word.form.lower() not in words["first_singular"] | words["first_plural"]:
            return None
        around = [s for s in self.analysis.statements if s.speaker and s.quote.covers(word.span)]
        if not around:
            return None
        told = min(around, key=lambda s: s.quote.end - s.quote.start)
        chain = next((c for c in self.analysis.chains if told.speaker and c.id == told.speaker.chain), None)
        return (chain, word.span) if chain else None

    def _several(self, sentence: int, token: int) -> tuple[tuple[Chain, Span], ...]:
        """The parties last named that a plural stands for; none where it may be others."""
        sent = self.analysis.sentences[sentence].sentence
        span = sent.tokens[token].span
        holders = self._two_holders(sentence, token)
        if holders:
            return tuple((c, span) for c in holders)
        count = _count_of(sent, token, self.lexicon)
        if count > 2:
            kinds = self._kinds_meant(sent, sentence, token)
            told = self._list_before(sentence, token, count, kinds)
            if kinds == STATES and not told:
                told = self._run_before(sentence, token, count)
            return tuple((c, span) for c in told)
        if count == 2:
            return tuple((c, span) for c in self._two_before(sentence, token, self._kinds_meant(sent, sentence, token)))
        for kinds in (("person",), ("country", "organisation")) if self._is_they(sent, token) else ():
            if told := self._list_before(sentence, token, 2, kinds, self._back_to_another(sentence, token)):
                return tuple((c, span) for c in told)
        return ()

    def _two_holders(self, sentence: int, token: int) -> tuple[Chain, ...]:
        """The only two persons of a report with an office that "the prime ministers" and "both presidents" hold."""
        sent = self.analysis.sentences[sentence].sentence
        office = sent.tokens[token].lemma.lower()
        if sent.tokens[token].xpos not in ("NNS", "NNPS") or office not in office_words("each") | {LEADER}:
            return ()
        before = [sent.tokens[c].lemma.lower() for c in sent.children(token, "amod", "compound") if c < token]
        told = {sent.tokens[c].form.lower() for c in sent.children(token, "nummod", "det", "det:predet")}
        if not told <= self.lexicon.grammar["definite"] | self.lexicon.grammar["dual"] or sent.children(token, "acl"):
            return ()
        leading = office_words("alone") | {"prime"}
        found = tuple(
            chain
            for chain, words in self._titled
            if (leading & words if office == LEADER and not before else words.issuperset((*before, office)))
        )
        doer = next((at[0].id for c in self._subjects_over(sent, token) if (at := self.at(sentence, c))), "")
        found = tuple(chain for chain in found if chain.id != doer)  # "the president telephoned both presidents"
        return found if len(found) == 2 else ()

    def _subjects_over(self, sent: Sentence, token: int) -> tuple[int, ...]:
        head = sent.tokens[token].head
        return sent.children(head, "nsubj") if head >= 0 and sent.tokens[token].rel in ("obj", "obl", "iobj") else ()

    @cached_property
    def _titled(self) -> tuple[tuple[Chain, frozenset[str]], ...]:
        """Persons with an office, and the words of it."""
        people = (c for c in self.analysis.chains if c.kind == "person" and c.title)
        return tuple((c, frozenset(c.title.value.lower().split())) for c in people if c.title)

    def _is_they(self, sent: Sentence, token: int) -> bool:
        return sent.tokens[token].form.lower() in self.lexicon.pronouns["plural"] and sent.tokens[token].rel == "nsubj"

    def _back_to_another(self, sentence: int, token: int) -> int:
        """How many sentences back, one at most, a pair is nearer than the chain that "they" was taken for."""
        found = self.at(sentence, token)
        if found is None:
            return 1
        start = found[1].span.start
        told = max((m.sentence for m in found[0].mentions if m.span.start < start), default=-1)
        return min(1, sentence - told - 1)

    def _kinds_meant(self, sent: Sentence, sentence: int, token: int) -> tuple[str, ...]:
        bare = sent.tokens[token].form.lower() in self.lexicon.grammar["dual"]
        sorts = self.analysis.sentences[sentence].sorts
        if sent.tokens[token].lemma.lower() in self.lexicon.pronouns["states"]:
            return STATES
        pair = sent.tokens[token].lemma.lower() in self.lexicon.pronouns["pair"]
        personal = pair or self._is_personal(sent, token) or (bare and sorts[token : token + 1] != ("country",))
        return ("person",) if personal else ("country", "organisation")

    def _two_before(self, sentence: int, token: int, kinds: tuple[str, ...]) -> list[Chain]:
        if kinds == STATES:
            return self._list_before(sentence, token, 2, kinds) or self._two_states(sentence, token)
        before = self._list_before(sentence, token, 2, kinds)
        if not before:
            before = self._named_before(sentence, token, kinds)
            states = [c for c in before if c.kind == "country"]  # two of them are likelier meant than their offices
            before = states if len(states) >= 2 else before
        if len(before) < 2:
            before = self._named_before(sentence, token, ("country", "person"))
        return before[:2] if len(before) >= 2 else []

    def _is_personal(self, sent: Sentence, token: int) -> bool:
        found = self.lexicon.noun(sent.tokens[token].lemma.lower())
        return bool(found and found.kind == "person")

    def _list_before(self, sentence: int, token: int, count: int, kinds: tuple[str, ...], back: int = 3) -> list[Chain]:
        """The last ``count`` chains of ``kinds`` named in one breath: "Finland and Sweden", "Chad, Mali and Niger"."""
        for i in range(sentence, max(sentence - back - 1, -1), -1):
            sent = self.analysis.sentences[i].sentence
            for t in range(token - 1 if i == sentence else len(sent) - 1, -1, -1):
                first = sent.tokens[t].head if sent.tokens[t].rel == "conj" else -1
                joined = (first, *sent.children(first, "conj")) if first >= 0 else ()
                found = [self.at(i, k) for k in joined] if len(joined) == count else []
                named = list({f[0].id: f[0] for f in found if f and f[0].kind in kinds}.values())
                if len(named) == count:
                    return named
        return []

    def _run_before(self, sentence: int, token: int, count: int) -> list[Chain]:
        """The last ``count`` states named side by side, whatever the tree makes of them: "of Kenya, Togo and Chad"."""
        for i in range(sentence, -1, -1):
            sent = self.analysis.sentences[i].sentence
            run: list[Chain] = []
            runs = [run]
            for t in range(token if i == sentence else len(sent)):
                found = self.at(i, t)
                if found and found[0].kind == "country" and found[1].form in ("name", "metonym", "demonym"):
                    run.append(found[0])
                elif sent.tokens[t].upos not in ("PUNCT", "CCONJ", "DET"):
                    runs.append(run := [])
            distinct = [list({c.id: c for c in r}.values()) for r in reversed(runs)]
            if several := next((r for r in distinct if len(r) == count), None):
                return several
        return []

    @cached_property
    def _states_told(self) -> dict[str, int]:
        """How often the report tells of each state."""
        chains = [c for c in self.analysis.chains if c.kind == "country"]
        return {c.id: sum(m.form != "pronoun" for m in c.mentions) for c in chains}

    def _two_states(self, sentence: int, token: int) -> list[Chain]:
        """The two states that a report tells of most, else the last named."""
        before = self._named_before(sentence, token, STATES, len(self.analysis.sentences))
        told = self._states_told
        if len(before) < 2 and len(told) == 2:  # "under the accord the two countries will ...", and then their names
            return [c for c in self.analysis.chains if c.id in told]
        ranked = sorted(before, key=lambda c: -told[c.id])
        clear = len(ranked) == 2 or (len(ranked) > 2 and told[ranked[1].id] > told[ranked[2].id])
        return (ranked if clear else before)[:2] if len(before) >= 2 else []

    def _named_before(self, sentence: int, token: int, kinds: tuple[str, ...], back: int = 3) -> list[Chain]:
        """Chains of ``kinds`` named before a token, the last named first, each once."""
        start = self.analysis.sentences[sentence].sentence.tokens[token].span.start
        seen = [
            (m.span.start, c)
            for c in self.analysis.chains
            for m in c.mentions
            if c.kind in kinds
            and m.form in ("name", "metonym", "demonym")
            and m.span.start < start
            and sentence - m.sentence <= back
        ]
        return list({c.id: c for _, c in sorted(seen, key=lambda pair: -pair[0])}.values())


def _is_state(chain: Chain, code: str | None) -> bool:
    return chain.country is not None and chain.country.value == code


def _count_of(sent: Sentence, token: int, lexicon: Lexicon) -> int:
    """How many parties a word stands for: 2 for "both countries", "the sides"; 0 where it tells none."""
    word = sent.tokens[token]
    if word.form.lower() in lexicon.grammar["dual"]:  # "the two shook hands"
        return 2
    if word.lemma.lower() in lexicon.pronouns["pair"]:
        told = {sent.tokens[c].form.lower() for c in sent.children(token, "det")}
        alone = word.rel == "nsubj" and not sent.children(token, "nmod", "acl", "amod")
        return 2 if told & lexicon.grammar["definite"] and alone else 0
    if word.lemma.lower() not in lexicon.pronouns["both"]:
        return 0
    words = {sent.tokens[c].form.lower() for c in sent.children(token, "nummod", "det", "det:predet")}
    if words & lexicon.grammar["dual"]:
        return 2
    more = [n for part, n in SEVERAL.items() if words & lexicon.grammar[part]]
    if more:
        return more[0] if words & lexicon.grammar["definite"] else 0
    unmodified = not sent.children(token, "amod", "compound", "nmod", "nmod:poss", "acl", "acl:relcl")
    is_side = word.lemma.lower() in lexicon.pronouns["sides"] and word.xpos == "NNS"
    return 2 if is_side and unmodified and words == {"the"} else 0


def roles_of(frame: Frame, trigger: Trigger, sentence: int, index: ChainIndex) -> tuple[Role, ...]:
    """The roles of one event in the order actors, recipients, others; one chain fills one role only."""
    found = list(_fill(frame, trigger, sentence, index))
    seen: set[str] = set()
    out = []
    for role in _ordered(found):
        if role.chain not in seen:
            seen.add(role.chain)
            out.append(role)
    return tuple(out)


def roles_told(told: Candidate, sentence: int, index: ChainIndex) -> tuple[Role, ...]:
    """The roles of a candidate: what the model points at, and the lexicon's frames for the sides it leaves empty."""
    by_frames = tuple(roles_of(h.frame, h.trigger, sentence, index) for h in told.hits if h.trigger.kind == told.kind)
    if told.act is None:
        return _without_the_made(told.kind, merged_roles(by_frames), index)
    pointed = _pointed_at(told.act, told.kind, sentence, index)
    if told.hit and told.hit.trigger.turns:
        pointed = _turned(pointed, by_frames[0] if by_frames else ())
    if told.hit:
        pointed = _without_doers(pointed, by_frames[0] if by_frames else ())
    if told.kind in MUTUAL and told.hit:
        pointed = _with_others(pointed, by_frames[0])
    return _without_the_made(told.kind, merged_roles((pointed, *by_frames)), index)


def _without_the_made(kind: str, roles: tuple[Role, ...], index: ChainIndex) -> tuple[Role, ...]:
    """The roles of a founding, a body being what is founded: "a commission is to be set up" tells of no founder."""
    if kind != "body_established":
        return roles
    made = (replace(r, role="item") if r.role == "actor" and index.kind_of(r.chain) == "body" else r for r in roles)
    return _ordered(made)


def _turned(pointed: tuple[Role, ...], by_frame: tuple[Role, ...]) -> tuple[Role, ...]:
    """What is pointed at, where a verb turns the roles round: who completes a course is whom it is given to."""
    done_to = {r.chain for r in by_frame if r.role == "recipient"}
    if not done_to:
        return pointed
    rest = (r for r in pointed if r.role != "recipient" and r.chain not in done_to)
    return _ordered((*rest, *(r for r in by_frame if r.role == "recipient")))


def _without_doers(pointed: tuple[Role, ...], by_frame: tuple[Role, ...]) -> tuple[Role, ...]:
    """What is pointed at without those to whom it is done, where no doer is and the frame has them do it to others."""
    doers = {r.chain for r in by_frame if r.role == "actor"}
    others = any(r.role == "recipient" and r.chain not in doers for r in pointed)
    if any(r.role == "actor" for r in pointed) or not others:
        return pointed
    return tuple(r for r in pointed if r.role != "recipient" or r.chain not in doers)


def _with_others(pointed: tuple[Role, ...], by_frame: tuple[Role, ...]) -> tuple[Role, ...]:
    """Where all parties do the same, those of the frame beside those pointed at: "began talks with Sudan"."""
    known = {r.chain for r in pointed}
    return _ordered((*pointed, *(r for r in by_frame if r.role == "actor" and r.chain not in known)))


def _pointed_at(act: Act, kind: str, sentence: int, index: ChainIndex) -> tuple[Role, ...]:
    """The chains at the words that the model takes for fillers; one chain fills one role only, its likeliest."""
    found: dict[str, tuple[float, Role]] = {}
    sent = index.analysis.sentences[sentence].sentence
    shared = _shared_roles(act, sent)
    for token, (told, score) in shared.items():
        if told in PARTY and (
            _only_counts(sent, token, shared, index.lexicon) or _names_award(sent, sentence, token, index)
        ):
            continue
        struck = index.holders(sentence, token) if told == "recipient" and plover_name(kind) == ASSAULT else ()
        for chain, span in (*(struck or index.parties(sentence, token)), *index.owners(sentence, token, told)):
            role = fit(told, chain, kind, "")
            if role and score > found.get(chain.id, (0.0,))[0]:
                found[chain.id] = (score, Role(role, chain.id, span))
    if plover_name(kind) == ASSAULT and not any(role.role == "actor" for _, role in found.values()):
        for token, (told, score) in shared.items():
            strikes = told == "instrument" and (sent.tokens[token].rel == "nsubj" or preposition(sent, token) == "by")
            for chain, span in index.owners(sentence, token, told) if strikes else ():
                if chain.id not in found:
                    found[chain.id] = (score, Role("actor", chain.id, span))  # "a Turkish drone struck a convoy"
    return _ordered(role for _, role in found.values())


def _only_counts(sent: Sentence, token: int, roles: Mapping[int, tuple[str, float]], lexicon: Lexicon) -> bool:
    """Whether a word only counts another filler: "a number of leaders" are leaders."""
    counts = sent.tokens[token].lemma.lower() in lexicon.pronouns["quantity"]
    return counts and any(roles.get(c, ("",))[0] in PARTY for c in sent.children(token, "nmod"))


def _names_award(sent: Sentence, sentence: int, token: int, index: ChainIndex) -> bool:
    """Whether a person is only in an award's name: "the Order of Ada Roy"."""
    above = sent.tokens[token].head
    found = index.at(sentence, above) if above >= 0 and preposition(sent, token) == "of" else None
    return found is not None and found[0].kind == "award"


def _shared_roles(act: Act, sent: Sentence) -> dict[int, tuple[str, float]]:
    """The role of each word pointed at; what is coordinated with a party takes its role: "to Angola and Benin"."""
    roles = {f.index: (f.role, f.score) for f in act.pointing(FILLED, SURE)}
    for first in [i for i, (role, _) in roles.items() if role in PARTY]:
        if sent.tokens[first].rel != "conj":
            roles.update({c: roles[first] for c in sent.children(first, "conj") if c != act.index})
    beside = _beside_told(sent, act.index)
    return {i: told for i, told in roles.items() if told[0] != "actor" or _first_of_name(sent, i) not in beside}


def _first_of_name(sent: Sentence, i: int) -> int:
    """The word on which the rest of a name hangs."""
    while sent.tokens[i].rel == "flat" and sent.tokens[i].head >= 0:
        i = sent.tokens[i].head
    return i


def _beside_told(sent: Sentence, trigger: int) -> frozenset[int]:
    """Those named before the one of whom alone a clause tells: Ada in "Ada and Ben, who resigned as minister".

    The tree hangs the clause on the last name, or on the first where it may be of all: one office is of the last.
    """
    token = sent.tokens[trigger]
    who = any(sent.tokens[c].xpos == "WP" for c in sent.children(trigger))
    if token.deprel != "acl:relcl" or token.head < 0 or not who or sent.tokens[token.head].xpos != "NNP":
        return frozenset()
    first = sent.first_conjunct(token.head)
    names = (first, *sent.children(first, "conj"))
    offices = (c for c in sent.children(trigger, "obl", "xcomp") if preposition(sent, c) == "as")
    is_one = token.head != first or any(sent.tokens[c].xpos == "NN" for c in offices)
    last = token.head if token.head != first else max(names)
    return frozenset(names) - {last} if is_one else frozenset()


def _ordered(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Actors, recipients, others, each in text order."""
    order = {"actor": 0, "recipient": 1}
    return tuple(sorted(roles, key=lambda r: (order.get(r.role, 2), r.span)))


def merged_roles(told: tuple[tuple[Role, ...], ...]) -> tuple[Role, ...]:
    """The roles of several triggers of one event: a side is taken from the first trigger that fills it."""
    out = list(told[0]) if told else []
    for roles in told[1:]:
        filled, known = {r.role for r in out}, {r.chain for r in out}
        out.extend(r for r in roles if r.role not in filled and r.chain not in known)
    return tuple(out)


def _fill(frame: Frame, trigger: Trigger, sentence: int, index: ChainIndex) -> Iterator[Role]:
    for slot, tokens in frame.slots.items():
        role = trigger.roles.get(slot)
        if not role:
            continue
        for token in tokens:
            for chain, span in index.parties(sentence, token):
                fitted = fit(role, chain, trigger.kind, slot)
                if fitted:
                    yield Role(fitted, chain.id, span)


def fit(role: str, chain: Chain, kind: str, slot: str) -> str | None:
    """The role a chain of this kind can really fill: a missile that hits is an instrument, a place is no actor."""
    if role == "item" and slot == "object" and chain.kind in ACTED_ON.get(kind, ()):
        return "recipient"  # "released the journalist", "armed the militia": those acted on, not a thing given
    if role in ("actor", "recipient", "beneficiary", "mediator", "witness"):
        if chain.kind in PARTICIPANTS:
            return role
        if chain.kind == "equipment":
            return _thing_as_party(role, kind)
        if chain.kind == "place" and role == "recipient" and kind in PLACE_RECIPIENTS:
            return role
        return None
    if role == "item":
        return role if chain.kind in THINGS or kind == "body_established" else None
    if role == "instrument":
        return role if chain.kind in ("equipment", "body", "group", "organisation") else None
    return None


def _thing_as_party(role: str, kind: str) -> str | None:
    """What a weapon or vessel can be where a party is looked for: the means of an attack, or what was hit or seized."""
    if role == "actor":
        return "instrument" if kind in ("attack", "clash", "mobilisation") else None
    return role if role == "recipient" and kind in ("attack", "coercion", "disaster") else None


def with_hosts(kind: str, roles: tuple[Role, ...], index: ChainIndex) -> tuple[Role, ...]:
    """The roles of a visit, with the country of a town that was visited as its host: "flew to Accra"."""
    if kind not in SEPARATE:
        return roles
    hosts = [index.country_of_town(r.chain) if r.role == "recipient" else None for r in roles]
    known = {r.chain for r in roles}
    return tuple(
        replace(r, chain=host) if host and host not in known else r for r, host in zip(roles, hosts, strict=True)
    )


def split_by_host(kind: str, roles: tuple[Role, ...], trigger: Span, index: ChainIndex) -> tuple[tuple[Role, ...], ...]:
    """One event for each of several hosts: "will travel to Israel, Italy and Belgium" tells three visits.

    So do meetings of one with three or more of as many countries, listed behind the verb.
    """
    hosts = [r for r in roles if r.role == "recipient"] if kind in SEPARATE else []
    if kind == "meeting":
        actors = [r for r in roles if r.role == "actor"]
        listed = [r for r in actors if r.span > trigger]
        hosts = listed if len(listed) == len(actors) - 1 and _of_as_many_states(listed, index) else []
    if len(hosts) < 2:
        return (roles,)
    rest = tuple(r for r in roles if r not in hosts)
    return tuple((*rest, host) for host in hosts)


def _of_as_many_states(listed: Sequence[Role], index: ChainIndex) -> bool:
    """Whether three or more persons or states are listed, no two of which are told to be of one country."""
    chains = [index.by_id[r.chain] for r in listed]
    codes = [c.country.value if c.country else c.id for c in chains]
    told = sum(c.country is not None and c.kind in ("person", "country") for c in chains)
    return told >= MANY and len(set(codes)) == len(codes)
