"""Accounts made by hand, for tests of what compares them."""

from rawi.incidents.accounts import Account, Figure, Link, Side, Site, make_key
from rawi.incidents.stems import find_stems

PLACES = {
    "النخيل": (35.0, 40.0), "الوادي": (35.02, 40.03),
    "المرجة": (33.0, 36.0), "الساحل": (31.0, 20.0),
}  # fmt: skip


def make_site(name, precision="town"):
    lat, lon = PLACES.get(name, (None, None))
    return Site(name, make_key(name), lat, lon, "SY" if lat else None, precision if lat else None)


def make_account(name, **given):
    """Return an account of an air strike on a market; `words` is text."""
    words = given.pop("words", "قصف السوق الشعبي وقت الظهيرة قذائف الإسعاف نازحون")
    place = given.pop("place", "النخيل")
    killed = given.pop("killed", None)
    figures = given.pop("figures", None)
    if figures is None:
        figures = () if killed is None else (Figure("killed", killed, killed),)
    blamed = given.pop("blamed", None)
    stems = tuple(sorted(set(find_stems(words))))
    outlet = given.pop("outlet", f"صحيفة {name}")
    return Account(
        id=f"{name}:v1",
        document=name,
        outlet=outlet,
        type=given.pop("type", "airstrike"),
        site=make_site(place) if place else None,
        near=(make_key(place),) if place else (),
        agents=(Side(blamed, "armed_group", (blamed,)),) if blamed else (),
        figures=figures,
        words=stems,
        lead=stems,
        prominence=0.9,
        chain=given.pop("chain", (Link("outlet", outlet),)),
        **given,
    )
