"""How the versions of one quotation differ, and how faithful each is."""
