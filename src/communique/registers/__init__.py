"""How a thing stands, told by views over the record; each line names the quotations that it rests on.

Every register is a pure function of a `Record`, in a module of its own; nothing of it is stored.
"""
