"""States, bodies, persons and offices on public record, looked up in the words of a phrase.

The tables stand in ``data/``: `states.tsv`, `bodies.tsv`, `persons.tsv`. A state is found by its
names, its relative adjectives in every form, the capitals and palaces that stand for it, its towns,
and the nicknames that opponents use. Foreign names match by their consonants, Arabic ones letter by
letter: `سلمان` and `سليمان` are two men, `بلينكن` and `بلنكين` one.
"""
