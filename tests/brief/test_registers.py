"""What a brief tells of registers: agreements as they stand, in sentences of their own."""

from __future__ import annotations

import pytest

from communique.brief import compose
from communique.brief.desk import Desk, pair_of
from communique.brief.sections.arms import arms
from communique.model.record import Record
from tests.dossier.treaty import RECORD
from tests.registers.told import record_of

PILOTS = (
    "2018-06-04",
    "Peru ordered 12 Sokol W4 transport helicopters from the Polish firm Orlik Lotnictwo on 1 March 2018.\n\n"
    "One Sokol W4 was delivered to Peru on 9 April 2018.\n\n"
    "In May 2018 Orlik Lotnictwo began training 24 Peruvian pilots on the Sokol W4.\n\n"
    "The Sokol W4 is in service with the Peruvian Air Force.\n",
)


def lines(title: str, period: tuple[str, str] = ("", "")) -> list[str]:
    desk = Desk(RECORD)
    sides = {entity.id: entity for entity in RECORD.entities}
    found = compose(desk, pair_of(desk, sides["malta"], sides["chile"], period, None), "1")
    return [line.text for part in found.parts if part.title == title for group in part.groups for line in group.lines]


@pytest.mark.parametrize(
    ("period", "told"),
    [
        (("", ""), "on 1 July 2021: the Reef Accord entered into force."),
        (("", "2021-06-30"), "on 3 May 2021: Malta signed an agreement with Chile."),
    ],
)
def test_the_last_step_is_the_last_that_events_or_agreements_tell(period: tuple[str, str], told: str) -> None:
    assert f"The last step on an agreement reported was {told}" in lines("Where things stand", period)


def test_steps_and_obligations_are_sentences() -> None:
    found = lines("Agreements")
    assert found[:2] == ["It was signed on 3 May 2021.", "It entered into force on 1 July 2021."]
    assert found[-1].startswith("Obligation of Malta, in the words of a report: “hand over two patrol boats")


def test_a_weapon_is_told_with_its_order_its_use_and_its_training() -> None:
    record: Record = record_of(PILOTS)
    desk = Desk(record)
    peru = next(e for e in record.entities if e.name == "Peru")
    told = [s.text for s in arms(desk, pair_of(desk, peru, None, ("", ""), None))]
    assert "12 were ordered on 1 March 2018." in told
    assert "1 was delivered on 9 April 2018." in told
    assert "Peru is told to have or use it." in told
    assert any(text.startswith("Training of ") and text.endswith(" began in May 2018.") for text in told)
