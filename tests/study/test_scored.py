"""What was scored before is gone on from, and nothing that scoring alone obeys is taken."""

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.study.choices import write_choices
from toolkit.study.folder import open_study
from toolkit.study.scored import open_scored, scored_place
from toolkit.study.scoring import score
from toolkit.study.study import write_study

# "The foreign minister said that the meeting succeeded and was useful to all."
TEXT = "قال وزير الخارجية إن الاجتماع ناجح ومفيد للجميع في كل المجالات"
ROWS = pd.DataFrame({"article_id": ["أ", "ب"], "outlet": ["م", "ن"], "text": [TEXT, TEXT]})


@pytest.fixture
def scored(tmp_path):
    return write_study(score(ROWS), tmp_path / "scored")


def test_a_folder_of_tables_is_known(scored, tmp_path):
    assert scored_place(scored) == "."
    assert scored_place(tmp_path) is None
    write_choices(scored, {"run": {"seed": 1}})
    assert scored_place(scored) is None  # its articles are read and scored anew
    write_choices(scored, {"run": {"seed": 1, "scored": "."}})
    assert scored_place(scored) == "."


def test_its_tables_are_those_of_a_run_with_duplicates_flagged(scored, tmp_path):
    study = open_scored(scored, ".", {"--agency": None})
    file = tmp_path / "rows.csv"
    ROWS.to_csv(file, index=False)
    _, articles = open_study(file, {})
    again = score(articles)
    assert study.articles["duplicate_of"].tolist()[1] == "أ"
    pd.testing.assert_frame_equal(study.scores, again.scores, check_dtype=False)


def test_an_option_that_comes_too_late_is_refused(scored):
    with pytest.raises(InputError, match="is scored already, so --agency would change nothing"):
        open_scored(scored, ".", {"--agency": ["وكالة"], "--sheet": None})
