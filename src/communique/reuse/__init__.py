"""Finds passages that stand in two or more reports: ``find_reuse``; ``marks_of`` a report by which to look for them."""

from communique.reuse.cluster import find_reuse
from communique.reuse.index import marks_of

__all__ = ["find_reuse", "marks_of"]
