"""The record: what was read (claims) and decided (decisions), how it is stored and how it is assembled."""
