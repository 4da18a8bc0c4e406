"""In whose voice each sentence speaks (codebook, section 3)."""

from toolkit.measures.voice.find import label_voices

__all__ = ["label_voices"]
