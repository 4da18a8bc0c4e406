"""Days of publication as people write them."""
