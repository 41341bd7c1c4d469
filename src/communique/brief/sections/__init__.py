"""The sections of a brief, each a function of the record and the two sides that gives sentences, or none."""
