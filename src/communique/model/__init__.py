"""The vocabulary: frozen dataclasses; imports nothing else of ours."""
