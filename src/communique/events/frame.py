"""The frame of a trigger: which words stand as its subject, object, owner, or behind which preposition.

The tree's many ways of saying one thing are brought to one shape: passives, relative clauses ("the treaty, which was
signed"), reduced ones ("signed by"), shared and controlled subjects, and nouns carried by a light verb ("held talks").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from communique.lexicon import Lexicon
from communique.model.language import Sentence


@dataclass(frozen=True, slots=True)
class Frame:
    """Slots of one trigger: ``slots["subject"]`` holds token indices, coordinated ones all listed.

    Slots are subject, object, iobj, poss, lent (whom
    an infinitive is about) and prepositions by their word. ``anchor`` is the token whose clause the
    trigger stands in: itself, or the light verb that carries it.
    """

    token: int
    anchor: int
    passive: bool
    slots: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def get(self, *names: str) -> tuple[int, ...]:
        """All tokens in these slots."""
        return tuple(i for name in names for i in self.slots.get(name, ()))


def coordinated(sent: Sentence, i: int, lexicon: Lexicon) -> Iterator[int]:
    """What token ``i`` counts, and what is coordinated with it: "Finland, Sweden and Norway", "dozens of prisoners"."""
    named = _listed(sent, i)
    if named is not None:
        yield from coordinated(sent, named, lexicon)
    else:
        yield _counted(sent, i, lexicon)
    for c in (*_next_names(sent, i), *sent.children(i, "conj")):
        yield from coordinated(sent, c, lexicon)


def _next_names(sent: Sentence, i: int) -> Iterator[int]:
    """Names of a list that the tree hangs on the first as appositions: "President A, President B and Premier C"."""
    if sent.tokens[i].upos == "PROPN":
        for c in sent.children(i, "appos"):
            if sent.tokens[c].upos == "PROPN" and sent.children(c, "conj") and not sent.children(c, "det"):
                yield c


def _listed(sent: Sentence, i: int) -> int | None:
    """The names that spell out a plural: "the foreign ministers, Hanna Berg and Jan Novak"."""
    if sent.tokens[i].xpos != "NNS":
        return None
    return next((c for c in sent.children(i, "appos") if sent.tokens[c].upos == "PROPN"), None)


def _counted(sent: Sentence, i: int, lexicon: Lexicon) -> int:
    """The noun behind a word of quantity, else the word itself."""
    if sent.tokens[i].lemma.lower() in lexicon.pronouns["quantity"] or sent.tokens[i].upos in ("NUM", "DET", "PRON"):
        for c in sent.children(i, "nmod"):
            if preposition(sent, c) in lexicon.grammar["of"]:
                return _counted(sent, c, lexicon)
    return i


def preposition(sent: Sentence, i: int) -> str:
    """The preposition in front of a phrase, lower-case: "with"; "" where there is none; "because of" is "because"."""
    owners = [c for c in sent.children(i, "nmod:poss") if c < i]  # "with Finland's firm": hung on the owner
    found = sent.children(i, "case") or [c for k in owners for c in sent.children(k, "case") if c < k]
    return sent.tokens[found[0]].form.lower() if found else ""


def verb_lemmas(sent: Sentence, i: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The verb with its particle ("set_up"); the verb alone where it has none, or only an adverb that may be one."""
    lemma = sent.tokens[i].lemma.lower()
    words = lexicon.grammar["particles"]
    after = [c for c in sent.children(i, "compound:prt", "advmod") if c > i and sent.tokens[c].form.lower() in words]
    joined = tuple(f"{lemma}_{sent.tokens[c].form.lower()}" for c in after)
    phrasal = any(sent.tokens[c].deprel == "compound:prt" for c in after)
    return joined if phrasal else (*joined, lemma)


def is_passive(sent: Sentence, i: int) -> bool:
    """Whether a verb is passive: "was signed", or "signed by" after its noun."""
    deprels = {sent.tokens[c].deprel for c in sent.children(i)}
    token = sent.tokens[i]
    if deprels & {"aux:pass", "obl:agent"} or (deprels & {"nsubj:pass", "csubj:pass"} and token.xpos != "VBD"):
        return True
    if token.xpos != "VBN":
        return False
    if token.deprel in ("acl", "amod") and not deprels & {"aux", "obj"}:
        return True
    return token.rel == "conj" and "nsubj" not in deprels and token.head >= 0 and is_passive(sent, token.head)


def frame_of(sent: Sentence, i: int, lexicon: Lexicon) -> Frame:
    """The frame of token ``i``, a verb or a noun."""
    if sent.tokens[i].upos in ("VERB", "AUX") or sent.tokens[i].xpos.startswith("VB"):
        return _verb_frame(sent, i, lexicon)
    return _noun_frame(sent, i, lexicon)


# -- verbs -------------------------------------------------------------------------------------------------------------


def _verb_frame(sent: Sentence, i: int, lexicon: Lexicon, depth: int = 0) -> Frame:
    passive = is_passive(sent, i)
    slots = _own_slots(sent, i, passive, lexicon)
    for noun in slots.get("object", ()):
        _carried(sent, noun, slots, lexicon)
    if "object" not in slots:
        slots["lent"] = _object_of_clause(sent, i, lexicon)
    if depth < 4:
        _inherit(sent, i, passive, slots, lexicon, depth)
    return Frame(i, i, passive, {name: tuple(dict.fromkeys(found)) for name, found in slots.items() if found})


def _own_slots(sent: Sentence, i: int, passive: bool, lexicon: Lexicon) -> dict[str, list[int]]:
    slots: dict[str, list[int]] = {}
    for c in sent.children(i):
        name = _slot(sent, c, passive, lexicon)
        if name == "subject" and c > i and "subject" in slots:
            name = "object"  # a second subject behind the verb is an object that the parser misread
        if name:
            target = _relative_target(sent, i, c, lexicon)
            slots.setdefault(name, []).extend(coordinated(sent, target, lexicon))
    return slots


def _object_of_clause(sent: Sentence, i: int, lexicon: Lexicon) -> list[int]:
    """Whom an infinitive says the act is about: "pledged to help Ghana", "threatened to attack Israel"."""
    found = [o for c in sent.children(i, "xcomp") if sent.tokens[c].xpos == "VB" for o in sent.children(c, "obj")]
    return (
        [t for o in found for t in coordinated(sent, o, lexicon)]
        if sent.tokens[i].lemma in lexicon.grammar["lending"]
        else []
    )


def _carried(sent: Sentence, noun: int, slots: dict[str, list[int]], lexicon: Lexicon) -> None:
    """Phrases on the object that speak for the verb: "imposed sanctions on", "an agreement with", "greetings to"."""
    for c in sent.children(noun, "nmod"):
        word = preposition(sent, c)
        if word in lexicon.grammar["carried"]:
            slots.setdefault(word, []).extend(coordinated(sent, c, lexicon))


def _slot(sent: Sentence, c: int, passive: bool, lexicon: Lexicon) -> str:
    deprel, rel = sent.tokens[c].deprel, sent.tokens[c].rel
    if rel in ("nsubj", "csubj"):
        return "object" if passive else "subject"
    if rel == "obj" and (word := preposition(sent, c)):
        return word  # "provides for a commission", whatever the tree makes of it
    if rel in ("obj", "iobj"):
        return rel.replace("obj", "object") if rel == "obj" else "iobj"
    if rel in ("obl", "nmod") and deprel != "obl:tmod":
        word = preposition(sent, c)
        return "subject" if passive and (word in lexicon.grammar["agent"] or deprel == "obl:agent") else word
    return ""


def _relative_target(sent: Sentence, verb: int, c: int, lexicon: Lexicon) -> int:
    """The noun that a relative pronoun stands for."""
    token = sent.tokens[c]
    if token.upos in ("PRON", "DET") and token.form.lower() in lexicon.grammar["relative"]:
        clause = sent.first_conjunct(verb)
        if sent.tokens[clause].rel == "acl" and sent.tokens[clause].head >= 0:
            return _nearest(sent, sent.tokens[clause].head, c)
        before = c - 2 if c > 1 and sent.tokens[c - 1].form == "," else c - 1
        if sent.tokens[clause].rel == "advcl" and before >= 0 and sent.tokens[before].upos in ("PROPN", "NOUN"):
            return _name_of(sent, before)  # "thanked Berg, who earlier gave": hung on the verb, but told of Berg
    return c


def _name_of(sent: Sentence, i: int) -> int:
    """The head of the name that a word is the last of."""
    return sent.tokens[i].head if sent.tokens[i].rel == "flat" else i


def _nearest(sent: Sentence, noun: int, pronoun: int) -> int:
    """Of coordinated nouns, the last before the pronoun: "Berg and Novak, who resigned" tells it of Novak."""
    return max((c for c in sent.children(noun, "conj") if c < pronoun), default=noun)


def _inherit(sent: Sentence, i: int, passive: bool, slots: dict[str, list[int]], lexicon: Lexicon, depth: int) -> None:
    """Fill what the clause leaves unsaid from the clause it hangs on."""
    token = sent.tokens[i]
    if token.head < 0:
        return
    if token.rel == "acl":
        _from_noun(sent, i, passive, slots, lexicon)
        return
    missing = "object" if passive else "subject"
    if missing in slots or token.rel not in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
        return
    if token.rel in ("ccomp", "parataxis") and token.xpos not in ("VBG", "VB"):
        return
    governor = sent.tokens[token.head]
    if governor.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return
    above = _verb_frame(sent, token.head, lexicon, depth + 1)
    before = [k for k in above.get("object") if k < token.head]
    bare = token.rel == "conj" and token.xpos == "VBN" and not {"object", "subject"} & set(slots)
    if bare and before and "subject" not in above.slots:
        slots["object"] = before  # "the treaty, signed in May and prolonged in July, ..."
        return
    lends = token.rel == "xcomp" or _is_charge(sent, i, lexicon)
    if (lends and not above.passive and above.get("object")) or (token.rel == "conj" and above.passive):
        found = above.get("object")
    else:
        found = above.get("subject") or (above.get("object") if above.passive else ())
    slots[missing] = list(found)


def _owns_or_places(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether a relative clause tells of the noun's own ("whose troops fought") or of a time or place ("where")."""
    return any(sent.tokens[c].form.lower() in lexicon.grammar["adverbial"] for c in sent.subtree(i))


def _is_charge(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    """ "of shelling a village" in "accused Burundi of shelling a village": the accused is the doer."""
    marks = (sent.tokens[c].form.lower() for c in sent.children(i, "mark", "case"))
    return sent.tokens[i].rel == "advcl" and any(word in lexicon.grammar["charge"] for word in marks)


def _from_noun(sent: Sentence, i: int, passive: bool, slots: dict[str, list[int]], lexicon: Lexicon) -> None:
    """A clause on a noun: "the treaty signed by", "the rebels holding", "the treaty that they signed"."""
    noun = sent.tokens[i].head
    if passive:
        slots.setdefault("object", list(coordinated(sent, noun, lexicon)))
    elif "subject" not in slots:
        misread = sent.tokens[i].xpos == "VBN" and sent.tokens[i].deprel == "acl:relcl"  # a past taken for a participle
        if sent.tokens[i].xpos in ("VBG", "VBD", "VBZ", "VBP") or misread:
            slots["subject"] = list(coordinated(sent, noun, lexicon))
    elif sent.tokens[i].deprel == "acl:relcl" and "object" not in slots and not _owns_or_places(sent, i, lexicon):
        slots["object"] = [noun]


# -- nouns -------------------------------------------------------------------------------------------------------------


def _noun_frame(sent: Sentence, i: int, lexicon: Lexicon) -> Frame:
    slots: dict[str, list[int]] = {}
    for c in sent.children(i):
        name = _noun_slot(sent, c)
        if name:
            slots.setdefault(name, []).extend(coordinated(sent, c, lexicon))
    anchor = _light_verb(sent, i, lexicon)
    if anchor is not None:
        _borrow(sent, i, anchor, slots, lexicon)
    frozen = {name: tuple(dict.fromkeys(found)) for name, found in slots.items() if found}
    return Frame(i, anchor if anchor is not None else i, False, frozen)


def _noun_slot(sent: Sentence, c: int) -> str:
    token = sent.tokens[c]
    if token.deprel == "nmod:poss" or token.rel in ("amod", "compound"):
        return "poss"
    if token.rel in ("nmod", "obl"):
        return preposition(sent, c)
    if token.rel == "acl" and token.xpos == "VBN":
        return ""
    return ""


def _light_verb(sent: Sentence, i: int, lexicon: Lexicon) -> int | None:
    """The verb that only carries the noun: "hold" in "held talks", "take" in "talks took place"."""
    token = sent.tokens[i]
    if token.head < 0:
        return None
    if token.rel == "acl":
        return None
    verb = token.head
    if sent.tokens[verb].upos not in ("VERB", "AUX"):
        return None
    lemmas = verb_lemmas(sent, verb, lexicon)
    carried = token.rel == "obj" or token.deprel == "nsubj:pass"
    if carried and any(v in lexicon.light for v in lemmas):
        return verb
    if token.rel == "nsubj" and any(v in lexicon.occur for v in lemmas):
        return verb
    return None


def _borrow(sent: Sentence, noun: int, verb: int, slots: dict[str, list[int]], lexicon: Lexicon) -> None:
    """Lend the noun the verb's subject and phrases; the noun itself is none of its own participants."""
    lent = _verb_frame(sent, verb, lexicon, depth=1)
    for name, found in lent.slots.items():
        if name == "object" and noun in found:
            continue
        kept = [t for t in found if t != noun]
        if kept:
            slots.setdefault(name, []).extend(kept)
