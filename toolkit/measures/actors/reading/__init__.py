"""What one phrase says of an actor: who is meant, of which kind, for which state.

A phrase is cut into words, the gazetteer's finds are marked in it, and its head decides: a title or
calling leads to a person or an office, `وزارة` or `حزب` to a body, `بيان` to its author, `تجربة` to
whose it is. What a phrase leaves open (`الوزير`, `المصدر ذاته`, `بلاده`) is said to be open, for the
article to answer.
"""
