"""A record as pages to read: static HTML that opens from disk, every sentence a click from its quotation."""

from communique.dossier.write import write

__all__ = ["write"]
