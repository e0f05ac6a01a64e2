"""Markdown as people type it: safe HTML, and the tokens Word is written from.

Headings follow each other without gaps below the heading they stand under, whatever
number of signs somebody typed, so that a screen reader finds its way.
"""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

DEEPEST = 6
TAGS = {
    *("p", "br", "em", "strong", "s", "ul", "ol", "li", "blockquote", "hr", "a"),
    *("code", "pre", "table", "thead", "tbody", "tr", "th", "td"),
    *(f"h{level}" for level in range(2, DEEPEST + 1)),
}
ATTRIBUTES = {"a": {"href"}, "th": {"scope"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False})
    return reader.enable(["table", "strikethrough"]).disable(["image"])


READER = _reader()


def tokens_of(text: str, level: int = 3) -> list[Token]:
    """What is typed, in order; its highest heading is of the level given."""
    tokens = READER.parse(text or "")
    _set_levels(tokens, level)
    for token in tokens:
        if token.type == "th_open":
            token.attrs = {"scope": "col"}
        elif token.type == "td_open":
            token.attrs = {}
    return tokens


def _set_levels(tokens, level) -> None:
    """Each heading one below the nearest shallower one before it."""
    above: list[int] = []
    for opening, closing in zip(tokens, tokens[2:], strict=False):
        if opening.type != "heading_open":
            continue
        typed = int(opening.tag[1])
        while above and above[-1] >= typed:
            above.pop()
        above.append(typed)
        said = f"h{min(level + len(above) - 1, DEEPEST)}"
        opening.tag = closing.tag = said


def as_html(text: str, level: int = 3) -> SafeString:
    """Safe HTML of what was typed: no pictures, no styles, only links to the web."""
    drawn = READER.renderer.render(tokens_of(text, level), READER.options, {})
    clean = nh3.clean(drawn, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)
    return mark_safe(clean)  # noqa: S308 - nh3 made it safe


def as_plain(text: str) -> str:
    """The words alone, a line for each paragraph, heading, item and row."""
    inline = (one for one in tokens_of(text) if one.type == "inline")
    return "\n".join(_words(one) for one in inline)


def _words(token) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(breaks.get(c.type, c.content) for c in token.children or [])
