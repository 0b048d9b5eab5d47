"""The stance of a statement, where the cue alone does not tell it."""

from functools import cache
from typing import cast

from rawi.lexica.tables import load_table
from rawi.model import Stance
from rawi.reading.statements.cues import is_of_class
from rawi.reading.statements.drafts import Draft
from rawi.reading.statements.scenes import Scene
from rawi.text.normalise import fold
from rawi.text.tokens import split_enclitics, strip_article

# بالغ القلق, خالص عبارات التعازي: words before the noun that names the attitude.
_REACH = 4


@cache
def load_attitudes() -> dict[str, Stance]:
    """Return the stance of each noun that names an attitude, folded, without article."""
    return {
        fold(row["form"]): cast(Stance, row["stance"]) for row in load_table("statements/attitudes")
    }


def find_stance(scene: Scene, draft: Draft) -> Stance:
    """Return the stance of a draft: that of its cue, or of the attitude that it gives voice to."""
    if not is_of_class(draft.cue.lemma, "voicing") or not draft.spans:
        return draft.cue.stance
    return _find_attitude(scene, draft) or draft.cue.stance


def is_voiced(scene: Scene, draft: Draft) -> bool:
    """Whether a verb that shows anything (أبدى مقاومة) shows an attitude where it stands."""
    return draft.cue.lemma != "أبدى" or _find_attitude(scene, draft) is not None


def _find_attitude(scene: Scene, draft: Draft) -> Stance | None:
    """Return the stance of the attitude that is named at the beginning of what is said."""
    first, last, _ = draft.spans[0]
    attitudes = load_attitudes()
    for token in scene.tokens[first : min(last, first + _REACH)]:
        bare = strip_article(token.key)
        for host in (bare, *(base for base, _ in split_enclitics(bare))):
            if host in attitudes:
                return attitudes[host]
    return None
