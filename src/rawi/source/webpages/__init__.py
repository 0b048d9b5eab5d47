"""Saved web pages: body without clutter, title, outlet, day of publication, address."""

from rawi.source.webpages.pages import read_page

__all__ = ["read_page"]
