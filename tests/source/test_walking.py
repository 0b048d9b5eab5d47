"""From names to items: folders, names, order, what is passed over."""

import os
import pickle

import pytest

from rawi.errors import SourceError
from rawi.source import Acquired, Item, Options, iter_items, read_item

NEWS = "قالت الوزارة إن الجيش انسحب من البلدة بعد أيام من القتال."


@pytest.fixture
def folder(tmp_path):
    """Return a folder of articles and of what is none."""
    base = tmp_path / "case"
    (base / "b").mkdir(parents=True)
    (base / ".hidden").mkdir()
    for name in ("z.txt", "a.txt", "b/m.txt", "b/style.css", "picture.png", ".hidden/x.txt",
                 ".DS_Store", "~$draft.docx"):  # fmt: skip
        (base / name).write_text(f"{NEWS} {name}", "utf-8")
    (base / "lines.jsonl").write_text(f'{{"text": "{NEWS}"}}\n', "utf-8")
    return base


def test_folder_is_walked_in_order(folder):
    found = list(iter_items([str(folder)]))
    names = [item.name for item in found if isinstance(item, Item)]
    assert names == ["case/a.txt", "case/b/m.txt", "case/lines.jsonl:1", "case/z.txt"]
    skipped = [error for error in found if isinstance(error, SourceError)]
    assert [str(error).split(": ")[0] for error in skipped] == [
        f"{folder}/b/style.css",
        f"{folder}/picture.png",
    ]
    assert all(error.skipped and error.reason == "not an article" for error in skipped)


def test_item_has_hash_time_and_place(folder):
    os.utime(folder / "a.txt", (1_530_000_000, 1_530_000_000))
    [item] = iter_items([str(folder / "a.txt")])
    assert isinstance(item, Item)
    assert item.obtained == "2018-06-26T08:00:00Z"
    assert (item.name, item.where) == ("a.txt", f"{folder}/a.txt")
    [acquired] = read_item(item)
    assert isinstance(acquired, Acquired)
    assert acquired.origin.sha256 == acquired.document.id.removeprefix("sha256:")
    assert acquired.origin.size == len((folder / "a.txt").read_bytes())


def test_items_can_be_sent_to_another_process(folder):
    [item] = iter_items([str(folder / "a.txt")])
    [error] = iter_items([str(folder / "none.txt")])
    options = Options(published="2018-07-05", columns={"text": "body"})
    assert pickle.loads(pickle.dumps((item, options))) == (item, options)
    sent = pickle.loads(pickle.dumps(error))
    assert (str(sent), sent.reason, sent.skipped) == (str(error), "not found", False)


def test_folder_of_folders_without_end_is_left(tmp_path):
    path = tmp_path
    for _ in range(70):
        path = path / "d"
    path.mkdir(parents=True)
    (path / "a.txt").write_text(NEWS, "utf-8")
    [error] = iter_items([str(tmp_path)])
    assert isinstance(error, SourceError)
    assert error.reason == "too deep"


def test_pipe_in_a_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert list(iter_items([str(tmp_path)])) == []


def test_file_that_is_named_is_an_article_whatever_its_suffix(tmp_path):
    path = tmp_path / "article.style"
    path.write_text(NEWS, "utf-8")
    [item] = iter_items([str(path)])
    assert isinstance(item, Item)
    assert item.media == "text"
