"""Reports as one page for the browser: complete in itself, no script, nothing fetched."""

import base64
import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import BinaryIO

from rawi import __version__
from rawi.model import Report
from rawi.render.articles import find_direction, write_text
from rawi.render.facts import Facts
from rawi.render.marks import LinkPlace
from rawi.render.markup import element, escape, link, write_attributes
from rawi.render.summaries import write_summary
from rawi.render.wording import Wording, load_wording

_LAYERS = ("mentions", "statements", "events", "times", "quantities", "frames", "notes")
_TYPES = ("person", "organization", "armed_group", "place")
# What the legend shows a layer's mark on: the class of the mark.
_SWATCHES = {
    "statements": "content first last",
    "events": "trigger",
    "times": "time",
    "quantities": "quantity",
    "frames": "frame",
}
# Articles wait in memory until so many bytes, then on disk: the index comes before them.
_SPOOL_BYTES = 16_000_000


def write_page(reports: Iterable[Report], stream: BinaryIO, *, lang: str) -> None:
    """Write one page with all reports; several have an index before them.

    Args:
        reports: One an article.
        stream: Takes UTF-8.
        lang: Interface language: `ar` or `en`. Article text is right-to-left in both.
    """
    wording = load_wording(lang)
    titles: list[str] = []
    origins: list[str] = []
    with tempfile.SpooledTemporaryFile(_SPOOL_BYTES) as articles:
        for number, report in enumerate(reports, 1):
            facts = Facts(report, wording)
            titles.append(facts.title())
            origins.append(_write_row(facts.origin()))
            articles.write(_write_article(facts, f"a{number}-").encode("utf-8"))
        title = titles[0] if len(titles) == 1 else wording.say(
            "label", "page_title", count=len(titles)
        )  # fmt: skip
        stream.write(_write_head(title, wording).encode("utf-8"))
        if len(titles) > 1:
            stream.write(_write_index(title, titles, origins).encode("utf-8"))
        articles.seek(0)
        shutil.copyfileobj(articles, stream)
    stream.write(_write_foot(wording).encode("utf-8"))


def write_reading(report: Report, *, lang: str, link_place: LinkPlace | None = None) -> str:
    """Return an article's part of such a page, with the boxes that switch its layers.

    Anchors are the readings' ids; the style is `page.css`.

    Args:
        report: Of the article.
        lang: Interface language.
        link_place: Gives the address that a located place leads to.
    """
    wording = load_wording(lang)
    return _write_layers(wording) + _write_article(Facts(report, wording), "", link_place)


@cache
def _load_style() -> str:
    return Path(__file__).with_name("page.css").read_text("utf-8")


def _write_head(title: str, wording: Wording) -> str:
    style = _load_style()
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    metadata = (
        '<meta charset="utf-8">\n'
        f"<meta{write_attributes({'http_equiv': 'Content-Security-Policy', 'content': policy})}>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="rawi {escape(__version__)}">\n'
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{wording.lang}" dir="{wording.direction}">\n<head>\n'
        f"{metadata}{element('title', escape(title))}\n<style>{style}</style>\n</head>\n<body>\n"
        f'{_write_layers(wording)}<main class="page">\n'
    )


def _write_layers(wording: Wording) -> str:
    """Return the legend, each layer with the box that switches it on and off."""
    boxes = []
    for layer in _LAYERS:
        words = escape(wording.say("label", layer))
        swatch = element("span", words, class_=f"swatch {_SWATCHES.get(layer, '')}".strip())
        box = f'<input type="checkbox" id="show-{layer}" checked>'
        boxes.append(element("label", box + swatch))
    legend = element("legend", escape(wording.say("section", "layers")))
    return element("fieldset", legend + "".join(boxes), class_="layers") + "\n"


def _write_key(wording: Wording) -> str:
    """Return what the colours of names mean."""
    names = "".join(
        element("span", escape(wording.say("entity", kind)), class_=f"mention {kind}")
        for kind in _TYPES
    )
    return element("div", names, class_="key")


def _write_index(title: str, titles: list[str], origins: list[str]) -> str:
    items = (
        element(
            "li",
            element("a", element("bdi", escape(name)), href=f"#a{number}")
            + element("div", origin, class_="origin"),
        )
        for number, (name, origin) in enumerate(zip(titles, origins, strict=True), 1)
    )
    index = element("ol", "".join(items), class_="index")
    return element("nav", element("h1", escape(title)) + index, id="index") + "\n"


def _write_row(parts: list[str]) -> str:
    """Return values in a row, each kept apart from the direction of the others."""
    return " · ".join(element("bdi", escape(part)) for part in parts)


def _write_article(facts: Facts, prefix: str, link_place: LinkPlace | None = None) -> str:
    doc = facts.report.document
    origin = _write_row(facts.origin())
    if doc.url:
        origin += " · " + link(doc.url, facts.wording.say("label", "source"))
    head = element(
        "header",
        element("h1", escape(facts.title()), dir=find_direction(facts.title()), lang="ar")
        + element("p", origin, class_="origin"),
        dir="rtl",
    )
    body = (
        _write_key(facts.wording)
        + write_text(facts, prefix, link_place)
        + write_summary(facts, prefix)
    )
    return element("article", head + body, id=prefix.rstrip("-") or None) + "\n"


def _write_foot(wording: Wording) -> str:
    made = element("p", escape(wording.say("label", "made_by", version=__version__)), class_="made")
    return f"</main>\n{element('footer', made, class_='page')}\n</body>\n</html>\n"
