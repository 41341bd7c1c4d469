"""The documentation and the program that checks it: ``python -m docs.check``."""
