"""Records read from made-up texts with the shipped model."""

from __future__ import annotations

from communique import pipeline
from communique.model.record import Record
from communique.record.memory import MemoryStore
from communique.record.unroll import unroll
from tests.factories import outcome
from tests.notation import read

NOW = "2026-01-01T00:00:00Z"


def record_of(*told: tuple[str, str]) -> Record:
    """The record of reports, each given by its day and text."""
    store = MemoryStore()
    with store.writing() as writer:
        for day, text in told:
            analysis = read(text, day)
            writer.put(outcome(analysis.report), analysis.report.content_sha256, "1", unroll(analysis))
    pipeline.link(store, NOW, pipeline.Quiet())
    return pipeline.open_record(store)
