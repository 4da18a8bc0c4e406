"""The words of attribution: tokens, cues, known sources, gazetteers, vectors."""
