"""The messages that the page of questions explains are messages that the toolkit gives."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = {page: (ROOT / "docs" / page).read_text("utf-8") for page in ("faq.md", "faq.ar.md")}


def messages(page: str) -> list[str]:
    """The first column of the table of messages; … stands for what differs."""
    return re.findall(r"^\| `([^`]+)` \|", PAGES[page], re.MULTILINE)


@pytest.fixture(scope="module")
def said() -> str:
    """All words of the package's messages, each on a line, with … in place of their fields."""
    lines = []
    for file in (ROOT / "toolkit").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    part.value if isinstance(part, ast.Constant) else "…" for part in node.values
                ]
                lines.append("".join(map(str, parts)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                lines.append(node.value)
    return "\n".join(lines)


def test_every_message_is_given_somewhere(said):
    assert len(messages("faq.md")) >= 15
    for message in messages("faq.md"):
        for part in filter(None, (part.strip(" :'") for part in message.split("…"))):
            assert part in said, f"'{part}' is no message (any more)"


def test_both_languages_explain_the_same_messages():
    assert messages("faq.md") == messages("faq.ar.md")
