"""What a study measures, declared once."""
