"""Measures communique: record quality on gold collections, the language model, speed; holds the floors."""
