"""Where real annotated articles lie, for the tests that measure on them.

They belong to their outlets, so they are no part of the project. `RAWI_SHARED` names the folder;
the default is a folder `shared` beside the checkout. Without it these tests skip.
"""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("RAWI_SHARED", Path(__file__).parents[2] / "shared"))

needs_shared = pytest.mark.skipif(
    not (SHARED / "gold" / "dev").is_dir(),
    reason=f"no real annotated articles at {SHARED} (set RAWI_SHARED to their folder)",
)
