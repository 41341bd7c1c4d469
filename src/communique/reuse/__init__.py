"""Finds passages that stand in two or more reports: ``find_reuse``."""

from communique.reuse.cluster import find_reuse

__all__ = ["find_reuse"]
