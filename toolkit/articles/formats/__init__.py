"""One module a family of files: each gives rows of the article table."""
