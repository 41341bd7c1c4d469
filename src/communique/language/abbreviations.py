"""Abbreviations that end in a full stop, for the tokeniser and the sentence splitter."""

from __future__ import annotations

TITLES = frozenset(
    """adm. amb. asst. atty. brig. capt. cmdr. cmsr. col. cllr. comdr. cpl. det. dr. fr. gen. gov. hon. insp. lt. maj.
    messrs. mr. mrs. ms. msgr. pfc. pres. prof. pte. pvt. rep. reps. rev. rt. sen. sens. sgt. spc. sr. sra. st. supt.
    vice-adm. mme. mlle. govs. drs. profs. gens. cols. lts.""".split()
)
"""Stand before a name: never the end of a sentence."""

MONTHS = frozenset("jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split())

BEFORE_NUMBER = frozenset(
    "no. nos. art. fig. figs. pp. p. vol. sec. ch. para. approx. ca. op. resp. art. arts.".split()
)
"""Abbreviations where a number follows, words elsewhere ("no.")."""

OTHERS = frozenset(
    """inc. corp. co. ltd. bros. dept. univ. assn. natl. intl. int'l. gov't. govt. mt. ft. ave. blvd. rd. jr. sr. esq.
    vs. v. cf. viz. etc. al. est. dist. ph.d. ph.d m.d. b.a. m.a. mon. tue. tues. wed. thu. thur. thurs. fri. sat. sun.
    ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. md. mich. minn. mont. neb. nev.
    okla. ont. ore. penn. pa. tenn. tex. va. vt. wash. wis. wyo. que. alta. mass. b.c. d.c. a.m. p.m. e.g. i.e.
    u.s. u.k. u.n. e.u. u.a.e. u.s.s.r. min. max. dep. def. mgr. hwy. sq. mph. kg. lbs. km. oz. hr. hrs. mins. secs.
    yr. yrs. mil. bn. tel. ext. ed. eds. trans. rev. transl.""".split()
)
"""May or may not end a sentence."""

_ORDINARY_WORDS = frozenset(
    """art. min. max. no. nos. sun. sat. mar. fig. figs. ill. ind. la. pa. rep. reps. col. gen. est. kg. km. oz. mil.
    mass. miss. wash. ore. del. sec. ch. ed. rev. fr. det. st. mon. wed. fri. def. dep. op. arts. mt. ma. ga. md.
    al. va. jan. jun. hon. pres. hwy. tel. ext. trans. p. v. kan. mont. co. ave. est. dist. tex. tenn. que.""".split()
)

ALWAYS = (TITLES | MONTHS | OTHERS | BEFORE_NUMBER) - _ORDINARY_WORDS
"""Keep their stop even at the end of a sentence: hardly ever whole words."""

ANY = TITLES | MONTHS | OTHERS | BEFORE_NUMBER
"""Keep their stop in front of more words of the sentence."""

STARTERS = frozenset(
    """a an the this that these those he she it we they i you his her its our their my in on at for from by with as but
    and or so yet if when while after before since although though however meanwhile there here what who how why
    where which also then now once both many most some several all each no not officials police according despite
    under over during among earlier later last next instead still such another other one two to is are was were
    do does did has have had will would could should may might can let please nor only even only more few
    because until unless asked speaking about analysts experts critics residents witnesses""".split()
)
"""Words that begin a sentence after an abbreviation such as "U.S."."""
