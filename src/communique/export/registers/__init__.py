"""The registers as JSON: one module for each."""
