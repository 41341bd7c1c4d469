"""Stage: events and reported speech, read from trees and chains with a lexicon."""

from communique.events.attribution import with_tellers
from communique.events.find import find_events
from communique.events.speech import find_statements

__all__ = ["find_events", "find_statements", "with_tellers"]
