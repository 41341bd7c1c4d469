"""Decides which subjects of which reports are the same, and where reports differ about one thing."""

from communique.merge.canonical import clusters
from communique.merge.dispute import find_disputes
from communique.merge.link import link
from communique.merge.persons import rebound

__all__ = ["clusters", "find_disputes", "link", "rebound"]
