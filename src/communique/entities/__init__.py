"""Stage: mentions of persons, states, organisations and things, and the chains that join them within one report."""

from communique.entities.chains import find_chains

__all__ = ["find_chains"]
