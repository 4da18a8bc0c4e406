import io
import subprocess
import sys

import matplotlib
import numpy as np
import pytest

from toolkit.errors import InputError
from toolkit.figures import by_outlet
from toolkit.figures.drawing import Drawing, house_style, new_drawing
from toolkit.figures.labels import label, wrapped


def test_importing_the_package_leaves_matplotlib_alone():
    code = "import sys, toolkit.figures; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_nothing_global_changes(scores):
    before = dict(matplotlib.rcParams)
    by_outlet(scores, "praise_per_1000").savefig(io.BytesIO())
    assert dict(matplotlib.rcParams) == before
    assert (
        "matplotlib.pyplot" not in sys.modules or not sys.modules["matplotlib.pyplot"].get_fignums()
    )


def test_the_users_settings_do_not_reach_the_figure(scores, as_svg):
    plain = as_svg(by_outlet(scores, "praise_per_1000"))
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "none"}):
        assert as_svg(by_outlet(scores, "praise_per_1000")) == plain


def test_both_scripts_have_their_glyphs(recwarn):
    with house_style():
        drawing, (axes,) = new_drawing(3, 1, "ar")
        axes.set_xlabel("أشاد بالمغرب «٢٠٢٢» – Praise, Économie… ≤ 5 %")
        drawing.savefig(io.BytesIO())
    assert not [w for w in recwarn if "Glyph" in str(w.message)]


def test_arabic_letters_are_joined():
    # Joined, the five letters of "كلمات" are narrower than the same letters kept apart.
    def width(text):
        with house_style():
            _, (axes,) = new_drawing(3, 1, "ar")
            placed = axes.text(0, 0, text, fontsize=20)
            return placed.get_window_extent().width

    assert width("كلمات") < 0.9 * width("\u200c".join("كلمات"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_rows_begin_where_reading_begins(scores, language):
    (axes,) = by_outlet(scores, "praise_per_1000", language=language).axes
    assert axes.xaxis_inverted() == (language == "ar")
    assert axes.yaxis.get_ticks_position() == ("right" if language == "ar" else "left")
    assert axes.get_xlabel() == label("measure", "praise_per_1000", language)


def test_nothing_is_cut_off(scores):
    for language in ("en", "ar"):
        drawing = by_outlet(scores, "praise_per_1000", language=language)
        with house_style():
            drawing.draw_without_rendering()
            box = drawing.get_tightbbox()
        assert box.x0 >= 0
        assert box.y0 >= 0
        assert box.x1 <= drawing.get_figwidth()
        assert box.y1 <= drawing.get_figheight()


def test_the_notebook_shows_a_picture(scores):
    drawing = by_outlet(scores, "praise_per_1000")
    assert isinstance(drawing, Drawing)
    assert drawing._repr_png_().startswith(b"\x89PNG")


def test_an_unknown_language_is_refused(scores):
    with pytest.raises(InputError, match="en or ar"):
        by_outlet(scores, "praise_per_1000", language="fr")


def test_every_label_has_both_languages():
    from toolkit.figures.labels import _data, marks

    kinds = {}
    for file in ("codes.yaml", "wording.yaml"):
        english, arabic = _data(file)["en"], _data(file)["ar"]
        assert {k: set(v) for k, v in english.items()} == {k: set(v) for k, v in arabic.items()}
        assert not set(kinds) & set(english), "one kind in two files"
        kinds |= english
    for kind in ("source_type", "voice", "method", "metric"):
        assert set(marks(kind)) <= set(kinds[kind])
    assert set(kinds["measure"]) == set(kinds["short"])


def test_long_words_are_not_broken():
    assert wrapped("intergovernmental body", 12) == "intergovernmental\nbody"
    assert wrapped("") == ""
    assert np.array(wrapped("a b c d e f", 3, lines=2).split("\n")).size == 2


def test_a_sign_that_is_a_phrase_is_named_and_not_a_traceback(scores):
    named = scores.assign(outlet=["﷽", *["صحيفة"] * (len(scores) - 1)])
    drawing = by_outlet(named, "praise_per_1000")
    with pytest.raises(InputError, match=r"﷽.*letters"):
        drawing.savefig(io.BytesIO(), format="png", dpi=90)


def test_no_two_of_a_kind_are_one_grey():
    """Ten of CIE lightness apart, or hatched otherwise; kinds that also have a marker need neither."""
    from itertools import combinations

    from matplotlib.colors import to_rgb

    from toolkit.figures.labels import marks
    from toolkit.figures.quotations import data

    def lightness(colour: str) -> float:
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)
        ]
        shade = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        return 116 * shade ** (1 / 3) - 16

    for kind in (marks("source_type"), marks("voice"), data()["statuses"]):
        for one, other in combinations(kind.values(), 2):
            apart = abs(lightness(one["colour"]) - lightness(other["colour"]))
            assert apart > 10 or one.get("hatch") != other.get("hatch"), (one, other)
