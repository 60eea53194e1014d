"""Tiny sentence-transformers models, made where they are needed: nothing is ever fetched."""

from __future__ import annotations

import json

import numpy as np
import pytest

WORDS = ("[UNK]", "예산", "공원", "소식지", "구민", "query", "passage", ":", "찾기", "글")


def static_model(place, *, seed=0, width=8, prompts=None, default=None):
    """Words of one vector each, saved at `place`; another seed makes another model."""
    library = pytest.importorskip("sentence_transformers")
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    vocabulary = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token=WORDS[0]))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    weights = np.random.default_rng(seed).normal(size=(len(WORDS), width)).astype(np.float32)
    module = StaticEmbedding(tokenizer, embedding_weights=weights)
    model = library.SentenceTransformer(
        modules=[module], device="cpu", prompts=prompts, default_prompt_name=default
    )
    model.save(str(place), create_model_card=False)
    return place


def transformer_model(place):
    """One small layer of attention with a tokenizer that pads, as the large models have."""
    library = pytest.importorskip("sentence_transformers")
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    raw = place.with_name(f"{place.name}-raw")
    raw.mkdir(parents=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS[1:]]
    (raw / "vocab.txt").write_text("\n".join(words), "utf-8")
    BertTokenizerFast(vocab=str(raw / "vocab.txt")).save_pretrained(raw)
    shape = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    BertModel(BertConfig(vocab_size=len(words), intermediate_size=16, **shape)).save_pretrained(raw)
    module = Transformer(str(raw))
    pooling = Pooling(module.get_embedding_dimension())
    library.SentenceTransformer(modules=[module, pooling], device="cpu").save(
        str(place), create_model_card=False
    )
    return place


def in_hub_cache(cache, name, make):
    """A model as the hub's client keeps it: the folder of one commit, and which one is `main`."""
    kept = cache / f"models--{name.replace('/', '--')}"
    (kept / "refs").mkdir(parents=True)
    (kept / "refs" / "main").write_text("c" * 40)
    return make(kept / "snapshots" / ("c" * 40))


def asking_for_code(place, where, trace):
    """Make a model ask for code of its own; the code would leave a file at `trace`."""
    code = f"open({str(trace)!r}, 'w').close()\n"
    code += "class Mine:\n    @classmethod\n    def load(cls, *a, **k):\n        return cls()\n"
    (place / "mine.py").write_text(code, "utf-8")
    if where == "modules.json":
        modules = [{"idx": 0, "name": "0", "path": "", "type": "mine.Mine"}]
        (place / where).write_text(json.dumps(modules), "utf-8")
    else:
        config = json.loads((place / where).read_text("utf-8")) if (place / where).exists() else {}
        config["auto_map"] = {"AutoConfig": "mine.Mine", "AutoModel": "mine.Mine"}
        config.setdefault("model_type", "mine")
        (place / where).write_text(json.dumps(config), "utf-8")
