"""Bytes to text, repaired once: every offset of a report counts in what comes out of here."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85\v\f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DOUBLED = re.compile(r"â€.|Ã[\x80-\xff‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œž©§¼¶±¡³¨ª¯]")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
SERIOUS = 0.01  # share of characters removed or replaced from which a reader should be told that text is missing
_SAMPLE = 65_536  # bytes shown to the detector, which takes a second for a megabyte


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with how it was read: ``sure`` is False where the charset is a guess, ``lost`` counts characters mended."""

    text: str
    charset: str
    sure: bool = True
    lost: int = 0

    @property
    def damaged(self) -> bool:
        """Whether so much was mended that the words may be wrong."""
        return self.lost > SERIOUS * (len(self.text) + self.lost)


def repair(text: str) -> tuple[str, int]:
    """Lines end in LF, lone surrogates become U+FFFD, control characters go; and how many were mended.

    Quotes, dashes, case and spaces stay as they are.
    """
    text = _LINE_ENDS.sub("\n", text)
    text, replaced = _SURROGATE.subn("\ufffd", text)
    text, removed = _CONTROL.subn("", text)
    return text, replaced + removed


def decode(data: bytes, *, page: bool = False) -> Decoded | None:
    """The text of ``data``; None where no charset fits. ``page``: a declared charset is asked before the detector."""
    raw = _by_mark(data) or _by_nulls(data) or _strictly(data, "utf-8")
    if raw is None and page:
        raw = _declared(data)
    raw = raw or _detected(data)
    if raw is None:
        return None
    text, lost = repair(_undouble(raw.text))
    return Decoded(text, raw.charset, raw.sure, lost + text.count("\ufffd") * (lost == 0))


def _by_mark(data: bytes) -> Decoded | None:
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(charset, errors="replace"), charset)
    return None


def _by_nulls(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: in Latin text every other byte is zero."""
    head = data[:2000]
    for charset, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(head) > 3 and zeros.count(0) > 0.8 * len(zeros):
            return _strictly(data, charset)
    return None


def _strictly(data: bytes, charset: str) -> Decoded | None:
    try:
        return Decoded(data.decode(charset), charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(data: bytes) -> Decoded | None:
    match = _META.search(data[:4096])
    return _strictly(data, match[1].decode("ascii")) if match else None


def _detected(data: bytes) -> Decoded | None:
    """The detector's best guess; a Western European one where it and the detector differ only in rare signs."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    western = _western(data)
    if western is not None and (best is None or best.coherence < 0.6):
        return western
    if best is None:
        return None
    text = data.decode(best.encoding, errors="replace")
    return Decoded(text, best.encoding, best.coherence >= 0.5 and best.chaos < 0.1)


def _western(data: bytes) -> Decoded | None:
    """Mostly ASCII with a few quotes and accents, as English reports come in Windows-1252."""
    high = sum(data.count(bytes([b])) for b in range(128, 256))
    if high > 0.05 * len(data):
        return None
    found = _strictly(data, "cp1252")
    return found and Decoded(found.text, "cp1252", sure=True)


def _undouble(text: str) -> str:
    """UTF-8 once read as Windows-1252 and saved again (``â€™``) is read back, where the whole text allows it."""
    if len(_DOUBLED.findall(text[:100_000])) < 2:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
