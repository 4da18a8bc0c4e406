import numpy as np
import pandas as pd
import pytest

from toolkit.measures.framing.features import PARTS, framing_parts
from toolkit.measures.framing.find import judge_framing
from toolkit.measures.framing.model import framing_effects, framing_model
from toolkit.training.framing import alpha, fit


def study(sentences: list[tuple[str, str]], acts: list[tuple[str, str, str, str]]):
    """An article from (voice, text) and (source type, cue, source, content)."""
    document = "\n".join(text for _, text in sentences)
    title, _, text = document.partition("\n")
    articles = pd.DataFrame({"article_id": ["a"], "title": [title], "text": [text]})
    rows = []
    for number, (voice, words) in enumerate(sentences):
        start = document.index(words)
        rows.append(("a", number, start, start + len(words), voice))
    table = pd.DataFrame(rows, columns=["article_id", "sentence", "start", "end", "voice"])
    found = []
    for source_type, cue, source, content in acts:
        row: dict[str, object] = {"article_id": "a", "source_type": source_type}
        for name, words in (("cue", cue), ("source", source), ("content", content)):
            row |= {f"{name}_start": document.index(words)}
            row |= {f"{name}_end": document.index(words) + len(words)}
        found.append(row)
    acts_table = pd.DataFrame(
        found, columns=list(found[0]) if found else ["article_id", "source_type"]
    )
    return articles, table, acts_table


# "The minister said that the season is good." / "The opposition accused the government of waste."
MINISTER = "قال الوزير المغربي إن الموسم جيد وإن الأشغال تتقدم"
OPPOSITION = "واتهمت المعارضة الحكومة بتبذير المال العام وبإخفاء الأرقام"
MINISTER_ACT = ("government", "قال", "الوزير المغربي", "الموسم جيد وإن الأشغال تتقدم")
OPPOSITION_ACT = ("party", "واتهمت", "المعارضة", "الحكومة بتبذير المال العام وبإخفاء الأرقام")
# "The Iranian minister denied it, saying that the figures are false." (title: "News")
IRANIAN = "ونفى الوزير الإيراني قائلا إن الأرقام كاذبة"
IRANIAN_ACT = ("government", "ونفى", "الوزير الإيراني", "الأرقام كاذبة")


def grade(*parts) -> int:
    return int(judge_framing(*study(*parts))["official_framing"].iloc[0])


def test_a_minister_alone_is_framing_without_rival():
    assert grade([("official", "خبر"), ("official", MINISTER)], [MINISTER_ACT]) == 3


def test_an_article_without_officials_is_zero():
    assert grade([("narrator", "خبر"), ("other_source", OPPOSITION)], [OPPOSITION_ACT]) == 0


def test_an_opposition_beside_the_minister_lowers_the_grade():
    sentences = [("narrator", "خبر"), ("official", MINISTER), ("other_source", OPPOSITION)]
    assert grade(sentences, [MINISTER_ACT, OPPOSITION_ACT]) in (1, 2)


def test_officials_of_two_states_are_seen_as_rivals():
    sentences = [("narrator", "خبر"), ("official", MINISTER), ("official", IRANIAN)]
    parts = framing_parts(*study(sentences, [MINISTER_ACT, IRANIAN_ACT])).iloc[0]
    assert parts["rival_states"] == 1
    assert parts["official_of_acts"] == 1
    assert parts["contest_by_officials"] == pytest.approx(np.log1p(1))


def test_boilerplate_counts_for_nothing():
    plain = study([("narrator", "خبر"), ("official", MINISTER)], [MINISTER_ACT])
    framed = study(
        [("narrator", "خبر"), ("official", MINISTER), ("boilerplate", "اقرأ أيضا أخبارا أخرى")],
        [MINISTER_ACT],
    )
    pd.testing.assert_frame_equal(framing_parts(*plain), framing_parts(*framed))


def test_the_effects_add_up_to_the_sum_that_is_graded():
    parts = framing_parts(*study([("official", "خبر"), ("official", MINISTER)], [MINISTER_ACT]))
    total = framing_effects(parts).sum(axis=1).to_numpy()
    assert total == pytest.approx(framing_model().sums(parts[list(PARTS)].to_numpy()))


def test_the_ordinal_fit_recovers_an_order():
    generator = np.random.default_rng(1)
    latent = generator.normal(size=(300, 1))
    noisy = latent[:, 0] + 0.2 * generator.normal(size=300)
    grades = np.searchsorted([-1.0, 0.0, 1.0], noisy)
    model = fit(latent, grades, directions=[1])
    assert alpha(grades, model.grades(latent)) > 0.85
    assert (np.diff(model.cuts) > 0).all()
