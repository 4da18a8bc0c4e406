"""A project for INCEpTION that opens as it is: articles, layer, tag sets in Arabic and English.

The form is that of INCEpTION's own project export, a zip file with `exportedproject.json` and
`source/`: import it under Projects, Import project.
"""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.output.whole import whole_file
from toolkit.validation.codebook import codebook, shown, shown_layer, shown_value, values
from toolkit.validation.inception import FEATURES, TYPE, cas_files

_FORMAT = "jsoncas"
# Zip files hold the time of each member; the same articles give the same bytes.
_TIME = (1980, 1, 1, 0, 0, 0)


def write_inception_project(
    articles: pd.DataFrame, spans: pd.DataFrame | None, file: str | Path, *, name: str = "coding"
) -> None:
    """Write a project export.

    Parameters
    ----------
    articles : DataFrame
        `article_id`, `title`, `text`.
    spans : DataFrame or None
        From `spans_from_coded`: a draft that every coder finds.
    file : path
        The zip file.
    name : str
        The project's.

    Raises
    ------
    InputError
        Where two articles would have one file name.
    """
    cas = cas_files(articles, spans)
    members = {"exportedproject.json": _project(name, list(cas))}
    members |= {f"source/{document}": text for document, text in cas.items()}
    with whole_file(file) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in members.items():
            archive.writestr(zipfile.ZipInfo(path, _TIME), text, zipfile.ZIP_DEFLATED)


def _project(name: str, documents: list[str]) -> str:
    project = {
        "name": name,
        "slug": re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "coding",
        "description": f"Codebook {codebook()['version']}",
        "mode": "annotation",
        "version": 1,
        "script_direction": "RTL",
        "anonymous_curation": False,
        "disableExport": False,
        "source_documents": [
            {"name": document, "format": _FORMAT, "state": "NEW"} for document in documents
        ],
        "annotation_documents": [],
        "project_permissions": [],
        "tag_sets": [_tag_set(f) for f in FEATURES if _tags(f)],
        "layers": [_layer()],
    }
    return json.dumps(project, ensure_ascii=False, indent=1) + "\n"


def _tags(feature: str) -> list[dict[str, str]]:
    if feature == "layer":
        return [{"tag_name": shown_layer(layer)} for layer in codebook()["layers"]]
    if feature == "unit" or not values(feature):
        return []
    described = codebook()["codes"][feature]["values"]
    return [
        {"tag_name": shown_value(feature, v), "tag_description": f"{names['ar']} – {names['en']}"}
        for v, names in described.items()
    ]


def _tag_set(feature: str) -> dict[str, Any]:
    return {"name": feature, "description": _name(feature), "language": "ar",
            "tags": _tags(feature), "create_tag": False}  # fmt: skip


def _name(feature: str) -> str:
    entry = codebook()["codes"].get(feature) or codebook()["columns"][feature]
    return shown(entry)


def _layer() -> dict[str, Any]:
    features = [
        {
            "name": feature,
            "uiName": _name(feature),
            "type": "uima.cas.String",
            "description": codebook()["codes"].get(feature, {}).get("hint", {}).get("ar"),
            "enabled": True,
            "visible": True,
            "include_in_hover": True,
            "required": feature == "layer",
            "remember": False,
            "hideUnconstraintFeature": False,
            "multi_value_mode": "NONE",
            "link_mode": "NONE",
            "tag_set": _tag_set(feature) if _tags(feature) else None,
            "curatable": True,
            "rank": rank,
        }
        for rank, feature in enumerate(FEATURES)
    ]
    return {
        "name": TYPE,
        "uiName": "الترميز · coding",
        "type": "span",
        "description": None,
        "enabled": True,
        "built_in": False,
        "readonly": False,
        "attach_type": None,
        "attach_feature": None,
        "allow_stacking": True,
        "cross_sentence": True,
        "show_hover": True,
        # Attached particles and parts of words are coded, so spans end at characters.
        "anchoring_mode": "CHARACTERS",
        "overlap_mode": "ANY_OVERLAP",
        "validation_mode": "ALWAYS",
        "lock_to_token_offset": False,
        "multiple_tokens": True,
        "linked_list_behavior": False,
        "on_click_javascript_action": None,
        "traits": None,
        "features": features,
    }
