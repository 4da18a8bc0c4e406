"""HTML: an article with its evidence marked, right to left; the report of a whole study."""

from toolkit.report.explorer import Explorer, explore
from toolkit.report.marked import MarkedArticle, article_page, marked_article
from toolkit.report.shared_copy import shared_copy_page, write_shared_copy
from toolkit.report.strips import article_anchor
from toolkit.report.study_report import study_page, write_report

show = marked_article

__all__ = [
    "Explorer",
    "MarkedArticle",
    "article_anchor",
    "article_page",
    "explore",
    "marked_article",
    "shared_copy_page",
    "show",
    "study_page",
    "write_report",
    "write_shared_copy",
]
