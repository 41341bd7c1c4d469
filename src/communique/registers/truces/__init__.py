"""The parts of the register of ceasefires: what is told of truces, of their breaches, and how they stand."""
