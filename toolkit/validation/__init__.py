"""Hand coding: samples, exchange, agreement, accuracy."""
