"""What a report tells of weapons: a reading of its own beside that of events, since most of it is no event.

"Eighteen had come by then", "the number is cut to 42" and "a last batch of nine" are told of things named elsewhere.
"""

from communique.events.arms.find import find_arms

__all__ = ["find_arms"]
