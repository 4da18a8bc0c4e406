"""One article's actors: what a phrase leaves open is answered by the phrases before and around it.

`الوزير` is the latest minister, `المصدر ذاته` the latest source, a surname the bearer of the full
name, and an official of no told state is one of the state that the article is about.
"""
