"""Texts that are cut off are flagged; an ellipsis inside a quotation cuts nothing off."""

import pandas as pd
import pytest

import toolkit
from toolkit.articles import check_articles

HEAD = "قال الوزير إن الأشغال تتقدم وإن الموعد لن يتأخر"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (f"{HEAD}، مضيفا أن [...]", True),
        (f"{HEAD}…", True),
        (f"{HEAD}.\nهذا المقال مخصص للمشتركين.", True),
        (f"{HEAD}.", False),
        (f'{HEAD}. وقال: "انتظرنا... ثم جاء الفرج".', False),
        (f"{HEAD}.\nاقرأ أيضا: مجلس الحكومة يجتمع", False),
    ],
)
def test_cut(text: str, cut: bool) -> None:
    table = check_articles(pd.DataFrame({"outlet": ["موقع"], "title": ["خبر"], "text": [text]}))
    assert toolkit.score(table).scores["cut"].tolist() == [cut]
