"""Stage 1: inputs to reports. Pure functions of bytes, a name and a language's clutter; nothing is fetched.

options = Options(load_clutter(path_to_clutter_toml))
outcomes = (read_input(entry, options) for entry in find_inputs(["reports", "archive.jsonl.gz"]))
"""

from communique.ingest.clutter import Clutter, load_clutter
from communique.ingest.compose import Given, Material, compose, report_id
from communique.ingest.sources import Input, Options, content_sha256, find_inputs, read_input

__all__ = [
    "Clutter",
    "Given",
    "Input",
    "Material",
    "Options",
    "compose",
    "content_sha256",
    "find_inputs",
    "load_clutter",
    "read_input",
    "report_id",
]
