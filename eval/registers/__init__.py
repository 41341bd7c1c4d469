"""How each register is compared with what an analyst has; `eval.stories` counts."""

from eval.registers.agreements import AGREEMENTS
from eval.registers.arms import ARMS
from eval.registers.bodies import BODIES
from eval.registers.ceasefires import CEASEFIRES
from eval.registers.lines import Register
from eval.registers.offices import OFFICES
from eval.registers.relations import RELATIONS

REGISTERS: dict[str, Register] = {
    "agreements": AGREEMENTS,
    "arms": ARMS,
    "bodies": BODIES,
    "ceasefires": CEASEFIRES,
    "offices": OFFICES,
    "relations": RELATIONS,
}
