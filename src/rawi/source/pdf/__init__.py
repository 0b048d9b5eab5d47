"""PDF: letters in the order of reading, from where they stand on the page."""

from rawi.source.pdf.documents import read_pdf

__all__ = ["read_pdf"]
