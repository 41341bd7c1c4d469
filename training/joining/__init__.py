"""Which event mentions of several reports are one event: collections to learn it from, and the fit."""
