"""The models as plain data in the package: trees by skops, linear models as JSON.

Neither runs code when it is read: skops builds only the scikit-learn types named here.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from importlib import resources
from pathlib import Path
from zipfile import ZIP_DEFLATED

import numpy as np

from toolkit.measures.attribution.models import Models
from toolkit.measures.attribution.words_model import WordsModel

_TREES = ("act", "content_start", "content_end", "source_start", "source_end")
_WORDS = ("act_words", "kind", "source_type", "named")
_TRUSTED = ["sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor"]


def save_models(models: Models, folder: Path) -> None:
    """Write the models into a folder."""
    import skops.io

    folder.mkdir(parents=True, exist_ok=True)
    for name in _TREES:
        skops.io.dump(
            getattr(models, name),
            folder / f"{name}.skops",
            compression=ZIP_DEFLATED,
            compresslevel=9,
        )
    plain = {
        "rates": {k: [round(v, 4) for v in pair] for k, pair in models.rates.items()},
        "prior": models.prior,
        "act_threshold": models.act_threshold,
        "source_threshold": models.source_threshold,
    }
    (folder / "rates.json").write_text(
        json.dumps(plain, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    for name in _WORDS:
        model = asdict(getattr(models, name))
        model["coefficients"] = np.round(model["coefficients"].astype(float), 4).tolist()
        model["intercept"] = np.round(model["intercept"].astype(float), 4).tolist()
        model["vocabulary"] = sorted(model["vocabulary"], key=model["vocabulary"].__getitem__)
        (folder / f"{name}.json").write_text(
            json.dumps(model, ensure_ascii=False) + "\n", encoding="utf-8"
        )


@lru_cache(maxsize=1)
def load_models() -> Models:
    """The models that ship with the package."""
    import skops.io

    folder = resources.files("toolkit.measures.attribution") / "data" / "models"
    trees = {
        name: skops.io.loads((folder / f"{name}.skops").read_bytes(), trusted=_TRUSTED)
        for name in _TREES
    }
    words = {}
    for name in _WORDS:
        raw = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        words[name] = WordsModel(
            raw["classes"], {w: i for i, w in enumerate(raw["vocabulary"])},
            np.asarray(raw["coefficients"], np.float32), np.asarray(raw["intercept"], np.float32), raw["scale"],
        )  # fmt: skip
    plain = json.loads((folder / "rates.json").read_text(encoding="utf-8"))
    return Models(
        rates={k: (a, b) for k, (a, b) in plain["rates"].items()}, prior=plain["prior"],
        act_threshold=plain["act_threshold"], source_threshold=plain["source_threshold"], **trees, **words,
    )  # fmt: skip
