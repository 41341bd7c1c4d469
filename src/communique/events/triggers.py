"""Words that tell an event: which entry of the lexicon a verb or noun meets, given its frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from communique.events.frame import Frame, frame_of, preposition, verb_lemmas
from communique.lexicon import Lexicon, Trigger
from communique.model.entity import Chain
from communique.model.language import Sentence

ChainAt = Callable[[int], Chain | None]
NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger word with its frame and the lexicon entry it met."""

    frame: Frame
    trigger: Trigger


def find_hits(sent: Sentence, chain_at: ChainAt, in_name: Callable[[int], bool], lexicon: Lexicon) -> Iterator[Hit]:
    """The triggers of one sentence in text order; a noun carried by a verb that already told the event is left out."""
    told: set[int] = set()
    hits = []
    for i, token in enumerate(sent.tokens):
        if token.upos == "VERB" and token.rel != "amod":
            hit = verb_hit(sent, i, chain_at, lexicon)
            if hit and hit.trigger.kind != "none":
                hits.append(hit)
                told.update(hit.frame.get("object"))
    for i, token in enumerate(sent.tokens):
        if token.upos in NOUNS and not in_name(i):
            hit = noun_hit(sent, i, chain_at, lexicon)
            if hit and hit.trigger.kind != "none" and not (i in told and _verb_says_it(hits, i, hit)):
                hits.append(hit)
    yield from sorted(hits, key=lambda h: h.frame.token)


def _verb_says_it(hits: list[Hit], noun: int, hit: Hit) -> bool:
    """Whether the verb that governs the noun tells the same event ("declared a ceasefire")."""
    return any(noun in h.frame.get("object") and h.trigger.objects for h in hits)


def verb_hit(sent: Sentence, i: int, chain_at: ChainAt, lexicon: Lexicon) -> Hit | None:
    """The first entry whose conditions hold for the verb at ``i``."""
    frame: Frame | None = None
    for lemma in verb_lemmas(sent, i, lexicon):
        for trigger in lexicon.verbs.get(lemma, ()):
            frame = frame or frame_of(sent, i, lexicon)
            if _Check(sent, frame, trigger, chain_at, lexicon).verb():
                return Hit(frame, trigger)
    return None


def noun_hit(sent: Sentence, i: int, chain_at: ChainAt, lexicon: Lexicon) -> Hit | None:
    """The first entry whose conditions hold for the noun at ``i``; compounds ("phone call") before the bare noun."""
    for lemma in noun_lemmas(sent, i):
        for trigger in lexicon.event_nouns.get(lemma, ()):
            frame = frame_of(sent, i, lexicon)
            if _Check(sent, frame, trigger, chain_at, lexicon).noun():
                return Hit(frame, trigger)
    return None


def noun_lemmas(sent: Sentence, i: int) -> tuple[str, ...]:
    """ "phone-call" and "call" for "phone call"; the plural form too ("talks")."""
    token = sent.tokens[i]
    before = sent.tokens[i - 1].lemma.lower() if i and sent.tokens[i - 1].head == i else ""
    bare = token.lemma.lower()
    return (*((f"{before}-{bare}",) if before else ()), token.form.lower(), bare)


@dataclass(frozen=True, slots=True)
class _Check:
    """The conditions of one entry against one frame; each given condition must hold."""

    sent: Sentence
    frame: Frame
    trigger: Trigger
    chain_at: ChainAt
    lexicon: Lexicon

    def verb(self) -> bool:
        t = self.trigger
        return (
            self._lemmas_meet(t.objects, "object")
            and self._kinds_meet(t.object_kinds, "object")
            and self._lemmas_meet(t.subjects, "subject")
            and not (self._lemmas("subject") & t.not_subjects)
            and self._subject_kinds()
            and self._subject_sectors()
            and (not t.subject_plural or len(self.frame.get("subject")) > 1)
            and (not t.passive or self.frame.passive)
            and not (t.intransitive and self.frame.get("object"))
            and self._preps()
            and self._complements()
            and self._adverbs()
        )

    def noun(self) -> bool:
        t = self.trigger
        return (
            (not t.compounds or bool(self._modifiers() & t.compounds))
            and (not t.of_nouns or self._owned_noun())
            and (not t.preps or any(p in self.frame.slots for p in t.preps))
            and (not t.carried or self.frame.anchor != self.frame.token)
            and (not t.plural or self.sent.tokens[self.frame.token].xpos in ("NNS", "NNPS"))
        )

    def _lemmas(self, *slots: str) -> set[str]:
        return {lemma for i in self.frame.get(*slots) for lemma in noun_lemmas(self.sent, i)}

    def _lemmas_meet(self, wanted: frozenset[str], slot: str) -> bool:
        return not wanted or bool(self._lemmas(slot) & wanted)

    def _kinds(self, *slots: str) -> set[str]:
        return {kind for i in self.frame.get(*slots) for kind in self._kinds_at(i)}

    def _kinds_at(self, i: int) -> frozenset[str]:
        """The kind of a word's chain; a pronoun that found none still stands for a person or a group."""
        chain = self.chain_at(i)
        if chain:
            return frozenset({chain.kind})
        pronouns, form = self.lexicon.pronouns, self.sent.tokens[i].form.lower()
        if any(lemma in self.lexicon.event_nouns for lemma in noun_lemmas(self.sent, i)):
            return frozenset({"event"})
        personal = pronouns["person"] | pronouns["plural"] | pronouns["first_singular"] | pronouns["first_plural"]
        return frozenset({"person", "group"}) if form in personal else frozenset()

    def _kinds_meet(self, wanted: frozenset[str], slot: str) -> bool:
        return not wanted or bool(self._kinds(slot) & wanted)

    def _subject_kinds(self) -> bool:
        wanted = self.trigger.subject_kinds
        if not wanted or (self.frame.passive and not self.frame.get("subject")):
            return True
        return bool(self._kinds("subject") & wanted)

    def _subject_sectors(self) -> bool:
        wanted = self.trigger.subject_sectors
        subjects = [chain for i in self.frame.get("subject") if (chain := self.chain_at(i))]
        return not wanted or any(c.kind == "country" or (c.sector and c.sector.value in wanted) for c in subjects)

    def _preps(self) -> bool:
        t = self.trigger
        if t.preps and not any(p in self.frame.slots for p in t.preps):
            return False
        if t.place_kinds and not self._kinds(*t.preps) & t.place_kinds:
            return False
        if t.with_words and not self._lemmas(*t.preps) & t.with_words:
            return False
        if t.into and not self._lemmas("into") & t.into:
            return False
        if t.from_nouns and not self._lemmas("from") & t.from_nouns:
            return False
        if t.not_from and self._lemmas("from") & t.not_from:
            return False
        return not t.with_nouns or self._object_tells(t.with_nouns)

    def _object_tells(self, wanted: frozenset[str]) -> bool:
        """Whether a word below the object is one of ``wanted``: "a contract for twelve frigates"."""
        below = (j for i in self.frame.get("object") for j in self.sent.subtree(i))
        return any(self.sent.tokens[j].lemma.lower() in wanted for j in below)

    def _complements(self) -> bool:
        t = self.trigger
        clauses = self.sent.children(self.frame.token, "xcomp", "ccomp")
        if (t.complement and not self.sent.children(self.frame.token, "xcomp")) or (t.bare and clauses):
            return False
        if t.complement_words and not any(self.sent.tokens[c].lemma.lower() in t.complement_words for c in clauses):
            return False
        if not t.complement_or or clauses or any(p in self.frame.slots for p in t.complement_or):
            return True
        return bool(self._kinds("object", "on") & {"person", "country", "organisation", "group", "body"})

    def _adverbs(self) -> bool:
        wanted = self.trigger.adverbs
        return not wanted or any(
            self.sent.tokens[c].lemma.lower() in wanted for c in self.sent.children(self.frame.token, "advmod", "amod")
        )

    def _modifiers(self) -> set[str]:
        found = self.sent.children(self.frame.token, "compound", "amod", "nmod")
        return {self.sent.tokens[c].lemma.lower() for c in found} | {self.sent.tokens[c].form.lower() for c in found}

    def _owned_noun(self) -> bool:
        """Whether "of ..." or a compound names one of the wanted nouns: "delivery of tanks", "tank delivery"."""
        wanted = self.trigger.of_nouns
        if self._modifiers() & wanted:
            return True
        return any(
            preposition(self.sent, c) in self.lexicon.grammar["naming"] and set(noun_lemmas(self.sent, c)) & wanted
            for c in self.sent.children(self.frame.token, "nmod")
        )
