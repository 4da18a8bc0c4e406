"""What is known of Arabic stands in data files: code holds affixes and letters, not words."""

import ast
import re
from pathlib import Path

import toolkit

PACKAGE = Path(toolkit.__file__).parent
ARABIC = re.compile("[\u0621-\u064a]+")
# Article, conjunctions, prepositions and pronouns as they are attached: the grammar of the code.
AFFIXES = frozenset(["وال", "فال", "بال", "كال", "ولل", "فلل", "وبال", "هما", "تين"])
# Sets of single letters.
LETTERS = frozenset(["وفبلك", "بلك", "وفب", "وفبل", "وفلب", "لبو", "وفسل", "يتن", "يتسن", "يتنا"])
ALLOWED = {
    "articles/dating/clocks.py": ("the word of the pattern of a zone", ("توقيت",)),
    "articles/folders.py": ("the ending that browsers give a page's folder", ("ملفات",)),
    "articles/languages.py": ("letters of Arabic's own", ("ةأإىؤ",)),
    "measures/attribution/features/pairs.py": (
        "columns of a trained model, one a preposition", ("إلى", "على"),
    ),
    "measures/origins/declaration.py": (
        "a declaration says its own labels", ("منبر", "سُمّي", "مصدرا", "للخبر"),
    ),
    "measures/quotations/alignment.py": ("letters that bear a hamza", ("ءويئؤ",)),
    "measures/stance/declaration.py": (
        "a declaration says its own labels",
        ("عبارات", "العداء", "لكل", "ألف", "كلمة", "عداء", "بصوت", "الراوي", "تشكيك"),
    ),
    "validation/inception_project.py": ("a label", ("الترميز",)),
    "validation/sheet.py": ("a message to coders", ("اختر", "القائمة")),
    "validation/spans.py": ("letters that are compared as one", ("أإآىة", "ااايه")),
}  # fmt: skip


def written(source: str) -> set[str]:
    """The Arabic words of three letters and more in literals, docstrings left out."""
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return (
        {
            word
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
            for word in ARABIC.findall(node.value)
            if len(word) > 2
        }
        - AFFIXES
        - LETTERS
    )


def test_a_word_in_a_literal_is_seen():
    source = '"""وزير"""\nWORDS = frozenset(("وزير", "وال", "في"))\nPATTERN = rf"(?:سفير|{x})"'
    assert written(source) == {"وزير", "سفير"}


def test_no_word_list_stands_in_code():
    found = {
        path.relative_to(PACKAGE).as_posix(): words
        for path in sorted(PACKAGE.rglob("*.py"))
        if (words := written(path.read_text("utf-8")))
    }
    allowed = {name: set(words) - AFFIXES for name, (_, words) in ALLOWED.items()}
    more = {name: words - allowed.get(name, set()) for name, words in found.items()}
    assert {name: words for name, words in more.items() if words} == {}, "move them to data/"
    assert set(ALLOWED) == set(found), "an exception that nothing needs"
