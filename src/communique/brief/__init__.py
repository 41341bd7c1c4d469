"""A written brief on one relation or one actor: sentences put together by rule, with the numbers of its sources."""

from communique.brief.compose import compose
from communique.brief.tree import Brief

__all__ = ["Brief", "compose"]
