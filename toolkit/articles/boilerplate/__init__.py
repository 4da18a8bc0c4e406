"""Which sentences of a page are no article text, and why."""

from toolkit.articles.boilerplate.labels import boilerplate_reasons, boilerplate_sentences

__all__ = ["boilerplate_reasons", "boilerplate_sentences"]
