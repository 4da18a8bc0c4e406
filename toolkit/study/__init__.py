"""A study: articles, the tables that the measures make of them, and the choices taken."""
