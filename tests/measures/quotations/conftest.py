"""The sample corpus scored once, with its quotations."""

import json

import pytest

import toolkit
from toolkit.measures.quotations import read_clusters


@pytest.fixture(scope="session")
def study(sample_folder):
    return toolkit.score(toolkit.read_articles(sample_folder), quotations=True)


@pytest.fixture(scope="session")
def clusters(study):
    return read_clusters(study.articles, study.attributions, study.quotations)


@pytest.fixture(scope="session")
def planted(sample_folder):
    lines = (sample_folder / "planted.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]
