"""Words a second of `toolkit.score`, and of attribution alone, beside spaCy on the same texts.

    python benchmarks/throughput.py CORPUS.jsonl.gz [--articles 2000] [--seed 1]

The peer is spaCy's blank Arabic pipeline with a PhraseMatcher over the forms of the cue lexicon
that the texts hold; both run in this process, one thread, on the same articles, turn by turn.
"""

from __future__ import annotations

import argparse
import resource
import time

import toolkit
from toolkit.arabic import count_words
from toolkit.articles.sentence_table import cut_sentences
from toolkit.measures.attribution import find_attributions
from toolkit.measures.attribution.words.cues import read_cue


def timed(call, *arguments, rounds=3):
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        call(*arguments)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    articles = toolkit.read_articles(options.corpus, sample=options.articles, seed=options.seed)
    texts = (articles["title"] + "\n" + articles["text"]).tolist()
    words = sum(map(count_words, texts))
    sentences = cut_sentences(articles)
    find_attributions(articles.head(2), cut_sentences(articles.head(2)))
    attribution = timed(find_attributions, articles, sentences)
    whole = timed(toolkit.score, articles, rounds=1)
    print(f"{len(texts)} articles, {words} words")
    print(f"attribution alone   {words / attribution:>10,.0f} words/s")
    print(f"toolkit.score       {words / whole:>10,.0f} words/s")
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        print("spaCy is not installed: make bench installs it")
        return
    from toolkit.arabic import fold, word_spans

    nlp = spacy.blank("ar")
    forms = sorted({t[a:b] for t in texts for a, b in word_spans(t)})
    cues = [f for f in forms if read_cue(fold(f).text or "-")]
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("cue", list(nlp.tokenizer.pipe(cues)))
    peer = timed(lambda: [matcher(d) for d in nlp.pipe(texts)])
    print(f"spaCy + PhraseMatcher {words / peer:>8,.0f} words/s  ({len(cues)} patterns)")
    print(
        f"ratios: attribution {peer / attribution:.2f}, toolkit.score {peer / whole:.2f} of spaCy's speed"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


if __name__ == "__main__":
    main()
