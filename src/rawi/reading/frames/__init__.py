"""Words that take a side, with who uses them of whom."""

from rawi.reading.frames.find import read_frames

__all__ = ["read_frames"]
