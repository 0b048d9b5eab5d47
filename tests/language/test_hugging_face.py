"""The door for models of Hugging Face: its errors without the extra, and a tiny real model."""

import sys

import pytest

from rawi.errors import ModelFileError
from rawi.language import hugging_face
from rawi.language.hugging_face import load_namer

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "قال", "سالم", "الزوي", "في", "در", "##نة", "."]


@pytest.mark.parametrize("spec", ["model", "hf:", "spacy:ar"])
def test_hugging_face_names_how_a_model_is_given(spec):
    with pytest.raises(ModelFileError, match="Write hf:FOLDER or hf:OWNER/MODEL"):
        load_namer(spec)


def test_hugging_face_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(ModelFileError, match=r"needs transformers.*pip install 'rawi\[hf\]'"):
        load_namer("hf:somewhere/model")


def test_hugging_face_asks_before_it_fetches(monkeypatch, tmp_path):
    asked = []

    class Auto:
        @staticmethod
        def from_pretrained(name, *, local_files_only, trust_remote_code):
            asked.append((name, local_files_only, trust_remote_code))
            raise OSError("not there")

    modules = {"AutoTokenizer": Auto, "AutoModelForTokenClassification": Auto}
    fake = type(sys)("transformers")
    vars(fake).update(modules)
    monkeypatch.setattr(hugging_face, "_import", lambda module, spec: fake)
    with pytest.raises(ModelFileError, match=r"no such folder.*--allow-download"):
        load_namer("hf:somewhere/model")
    with pytest.raises(ModelFileError, match="cannot be fetched or loaded: not there"):
        load_namer("hf:somewhere/model", allow_download=True)
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelFileError, match="the model in this folder cannot be loaded"):
        load_namer(f"hf:{tmp_path}", allow_download=True)
    assert [local for _, local, _ in asked] == [True, False, True]
    assert not any(trusted for *_, trusted in asked)


def test_hugging_face_tells_an_empty_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(hugging_face, "_import", lambda module, spec: None)
    with pytest.raises(ModelFileError, match=r"has no config\.json"):
        load_namer(f"hf:{tmp_path}")


@pytest.fixture
def tiny(tmp_path):
    """Return the folder of a BERT without layers that knows one person and one place by heart."""
    reason = "needs the extra: pip install 'rawi[hf]'"
    torch = pytest.importorskip("torch", reason=reason)
    transformers = pytest.importorskip("transformers", reason=reason)
    (tmp_path / "vocab.txt").write_text("\n".join(WORDS), "utf-8")
    tokenizer = transformers.BertTokenizerFast.from_pretrained(
        tmp_path, do_lower_case=False, strip_accents=False, local_files_only=True
    )
    labels = ["O", "B-PERS", "I-PERS", "B-LOC"]
    config = transformers.BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=0,
        num_attention_heads=1,
        intermediate_size=16,
        max_position_embeddings=24,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    model = transformers.BertForTokenClassification(config)
    with torch.no_grad():
        embeddings = model.bert.embeddings
        embeddings.word_embeddings.weight.copy_(torch.eye(len(WORDS), 16) * 10)
        embeddings.position_embeddings.weight.zero_()
        embeddings.token_type_embeddings.weight.zero_()
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([1.0, 0.0, 0.0, 0.0]))
        for label, word in ((1, "سالم"), (2, "الزوي"), (3, "در")):
            model.classifier.weight[label, WORDS.index(word)] = 5.0
    folder = tmp_path / "model"
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_hugging_face_reads_with_a_tiny_model(analysis, tiny):
    text = "قال سالم الزوي في درنة. " * 12
    parsed = analysis(text)
    found = load_namer(f"hf:{tiny}").find(parsed)
    spans = [parsed.span_of(name.first, name.last) for name in found]
    assert [(s.text, n.type) for s, n in zip(spans, found, strict=True)] == [
        ("سالم الزوي", "person"),
        ("درنة", "place"),
    ] * 12
    assert all(text[span.start : span.end] == span.text for span in spans)
