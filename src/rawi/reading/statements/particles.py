"""Function words around cues, by their role."""

from functools import cache

from rawi.lexica.tables import load_table
from rawi.text.normalise import fold
from rawi.text.tokens import Token, strip_article

# Ends of relative adjectives (سوري), and of the plurals that go with them.
NISBA = ("ي", "يه", "يين", "يون", "يتين", "يات", "ين", "ون")


@cache
def load_particles() -> dict[str, frozenset[str]]:
    """Return the folded forms of `statements/particles`, by role."""
    roles: dict[str, set[str]] = {}
    for row in load_table("statements/particles"):
        roles.setdefault(row["role"], set()).add(fold(row["form"]))
    return {role: frozenset(forms) for role, forms in roles.items()}


def has_role(token: Token, role: str) -> bool:
    """Whether a token, as it stands or behind its proclitics, is a particle of a role."""
    forms = load_particles()[role]
    return any(form.key in forms for form in token.forms)


def is_exactly(token: Token, role: str) -> bool:
    """Whether a token with nothing split off is a particle of a role."""
    return token.key in load_particles()[role]


def has_role_bare(token: Token, role: str) -> bool:
    """Whether a token without its article is a particle of a role."""
    forms = load_particles()[role]
    return any(strip_article(form.key) in forms for form in token.forms)


def is_adjective(token: Token) -> bool:
    """Whether a word looks like an adjective: a nisba, or one of the lexicon."""
    bare = strip_article(token.key)
    return bare.endswith(NISBA) or bare in load_particles()["adjective"]
