"""Pages of the web: what they are, and the article in them."""
