"""What pronouns' weights are learned from, and that they are learned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.coreference.documents import documents
from training.coreference.fit import Choice, fit

ROWS = """\
# newpar
1	Berg	Berg	PROPN	NNP	_	2	nsubj	_	Entity=(1-person-new-x-cf1-1-coref)
2	can	can	VERB	VB	_	0	root	_	_
3-4	don't	_	_	_	_	_	_	_	_
3	do	do	AUX	VB	_	2	aux	_	_
4	n't	not	PART	RB	_	2	advmod	_	SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	_	_

# newpar
1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv-x-cf1-1-ana)
2	left	leave	VERB	VBD	_	0	root	_	_
3	the	the	DET	DT	_	4	det	_	Entity=(2-place-new-x-cf2-1-coref
4	town	town	NOUN	NN	_	2	obj	_	Entity=2)|SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	_	_

"""


def test_a_document_is_its_text_with_the_chains_of_head_words(tmp_path: Path) -> None:
    folder = tmp_path / "ud" / "gum"
    folder.mkdir(parents=True)
    (folder / "splits.json").write_text(json.dumps({"train": ["GUM_news_x"]}))
    (folder / "GUM_news_x.conllu").write_text(ROWS)
    (found,) = documents(tmp_path, "train")
    text = found.report.text
    assert text.rstrip() == "Berg can don't .\n\nShe left the town."
    assert [span.quote(text) for span in found.report.body] == ["Berg can don't .", "She left the town."]
    assert {text[at:].split()[0]: chains for at, chains in found.chain_at.items()} == {
        "Berg": {"1"},
        "She": {"1"},
        "town.": {"2"},
    }


def test_weights_follow_what_is_right_in_the_examples() -> None:
    near, far = ("bias", "near"), ("bias", "far")
    learned = [Choice("person", (near, far), (True, False))] * 30 + [Choice("person", (far,), (False,))] * 10
    weights = fit(learned)
    assert weights["near"] > 0 > weights["far"]
    assert fit(learned) == weights  # no chance in it


@pytest.mark.parametrize("times", [1, 4])
def test_a_feature_met_too_rarely_gets_no_weight(times: int) -> None:
    assert "rare" not in fit([Choice("person", (("rare",),), (True,))] * times)
