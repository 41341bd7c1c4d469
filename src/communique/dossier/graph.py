"""Networks drawn into the pages: nodes, ties and names as SVG without any script."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from communique.dossier.balance import TONES
from communique.dossier.labels import LONGEST, SIZE, short, text_width
from communique.dossier.layout import Layout, around, positions
from communique.dossier.marks import seen
from communique.dossier.network import Network, Tie
from communique.dossier.words import plural

LEAST, MOST = 3.5, 17.0  # pixels: radii of nodes
THIN, THICK = 1.2, 9.0  # pixels: widths of ties
SHORTEST = 17  # letters of a name in a small drawing


@dataclass(frozen=True, slots=True)
class Drawing:
    """How nodes and ties are called and where they lead."""

    name: Callable[[str], str]
    node_href: Callable[[str], str]
    tie_href: Callable[[Tie], str]


def network_svg(
    held: Network, drawing: Drawing, size: tuple[int, int] = (1080, 720), *, title: str = "Network"
) -> Markup:
    """The network in ``size`` pixels. To a reader who does not see it, it is one picture called ``title``."""
    return _svg(held, drawing, size, title, LONGEST, positions)


def around_svg(held: Network, drawing: Drawing, size: tuple[int, int] = (300, 300), *, title: str = "") -> Markup:
    """A small network around its first node: see `network.neighbourhood`."""
    return _svg(held, drawing, size, title, SHORTEST, around)


def _svg(held: Network, drawing: Drawing, size: tuple[int, int], title: str, longest: int, layout: Layout) -> Markup:
    largest = max((count for _, count in held.nodes), default=1)
    radii = [max(LEAST, MOST * math.sqrt(count / largest)) for _, count in held.nodes]
    names = [short(seen(drawing.name(node)), longest) for node, _ in held.nodes]
    boxes = [_box(name, r) for name, r in zip(names, radii, strict=True)]
    numbers = {node: at for at, (node, _) in enumerate(held.nodes)}
    strongest = max((len(tie.events) for tie in held.ties), default=1)
    pulls = [(numbers[t.one], numbers[t.other], 0.5 + 0.5 * len(t.events) / strongest) for t in held.ties]
    middles = layout(pulls, boxes, size)
    # a box holds the node above and its name below: the node's own middle lies higher
    spots = [(x, y - h / 2 + r + 2) for (x, y), (_, h), r in zip(middles, boxes, radii, strict=True)]
    frame = Markup('<svg class="network" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(*size, seen(title))
    parts = [frame, *_ties(held, drawing, {node: spots[at] for node, at in numbers.items()})]
    for (node, count), name, spot, r in zip(held.nodes, names, spots, radii, strict=True):
        told = f"{drawing.name(node)}: {plural(count, 'event')} with others"
        parts.append(_node(drawing.node_href(node), name, told, spot, r))
    return Markup("\n").join([*parts, Markup("</svg>")])


def _box(name: str, r: float) -> tuple[float, float]:
    return max(text_width(name), 2 * r) + 6, 2 * r + SIZE * 1.3 + 6


def _ties(held: Network, drawing: Drawing, spots: dict[str, tuple[float, float]]) -> Iterator[Markup]:
    """The ties, the weakest lowest; each with a wide unseen line, so that a thin one can be hit."""
    strongest = max((len(tie.events) for tie in held.ties), default=1)
    for tie in reversed(held.ties):
        (x, y), (to_x, to_y) = spots[tie.one], spots[tie.other]
        width = max(THIN, THICK * math.sqrt(len(tie.events) / strongest))
        line = Markup('d="M{:.0f} {:.0f}L{:.0f} {:.0f}"').format(x, y, to_x, to_y)
        told = f"{drawing.name(tie.one)} and {drawing.name(tie.other)}: {tie_words(tie)}"
        yield Markup(
            '<a class="tie t-{}" href="{}" tabindex="-1"><title>{}</title>'
            '<path class="hit" {line}/><path class="line" stroke-width="{:.1f}" {line}/></a>'
        ).format(tie.balance.tone, drawing.tie_href(tie), seen(told), width, line=line)


def tie_words(tie: Tie) -> str:
    """A tie in words: "5 events, mostly conflict"."""
    tone = tie.balance.tone
    lean = "side by side" if tone == "none" and tie.side_by_side else TONES[tone]
    return f"{plural(len(tie.events), 'event')}, {lean}"


def _node(href: str, name: str, told: str, at: tuple[float, float], r: float) -> Markup:
    return Markup(
        '<a class="node" href="{}" tabindex="-1"><title>{}</title><circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>'
        '<text x="{:.1f}" y="{:.1f}">{}</text></a>'
    ).format(href, seen(told), *at, r, at[0], at[1] + r + SIZE, name)
