"""Frames: loaded words with category, voice and bearer, by the cases of frames.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from marked import parse_marked
from named import make_scene

from rawi.reading.frames import read_frames

CASES = tomllib.loads(Path(__file__).with_name("frames.toml").read_text("utf-8"))["case"]
TEXTS = [(case["name"], text) for case in CASES for text in case["texts"]]
IDS = [f"{name}: {text}" for name, text in TEXTS]


def read_marked(marked):
    """Return the scene without the marks of frames, its frames, and the frames that were marked."""
    plain, spans = parse_marked(marked)
    wanted = [span for span in spans if span[0] in ("group", "event", "epithet")]
    bare = re.sub(r"\{(?:group|event|epithet):([^{}]*)\}", r"\1", marked)
    scene = make_scene(bare.replace("{n-", "{"))
    assert scene.analysis.doc.text == plain
    return scene, read_frames(scene.analysis, scene.entities, scene.statements), wanted


@pytest.mark.parametrize("marked", [text for _, text in TEXTS], ids=IDS)
def test_frames_are_the_marked_words(marked):
    scene, frames, wanted = read_marked(marked)
    assert [(frame.category, frame.start, frame.end) for frame in frames] == wanted
    for frame in frames:
        assert scene.analysis.doc.text[frame.start : frame.end] == frame.text


SIDES = ["حفتر", "بدر الناجي", "الأسد"]


@pytest.mark.parametrize("side", SIDES)
def test_frames_do_not_depend_on_whose_forces_they_are(side):
    marked = f"هاجمت مليشيات {{person:{side}}} الإرهابية المدينة وارتكبت مجزرة بحق الأبرياء."
    scene = make_scene(marked)
    frames = read_frames(scene.analysis, scene.entities, [])
    found = [(frame.text, frame.category) for frame in frames]
    assert found == [
        ("مليشيات", "group"),
        ("الإرهابية", "epithet"),
        ("مجزرة", "event"),
        ("الأبرياء", "epithet"),
    ]
    assert scene.entity_name(frames[0].about) == side


def test_frames_carry_the_innermost_voice():
    scene = make_scene(
        "هاجم المتمردون الحي. {said:قال مصدر إن {said:الدواعش فروا} ليلا من المرتزقة}."
    )
    frames = read_frames(scene.analysis, scene.entities, scene.statements)
    assert [(frame.text, frame.voice) for frame in frames] == [
        ("المتمردون", "outlet"),
        ("الدواعش", "s2"),
        ("المرتزقة", "s1"),
    ]


def test_frames_give_a_neutral_gloss():
    scene = make_scene("استشهد ثلاثة في القصف.")
    frames = read_frames(scene.analysis, scene.entities, [])
    assert frames[0].neutral == "قتل; was killed"


def test_frames_name_whom_they_are_about():
    scene = make_scene("تنظيم {group:لواء النهر} الإرهابي هاجم مدينة {place:القدس} المحتلة.")
    frames = read_frames(scene.analysis, scene.entities, [])
    assert [scene.entity_name(frame.about) for frame in frames] == ["لواء النهر", "القدس"]
