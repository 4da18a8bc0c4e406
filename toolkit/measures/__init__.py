"""What is measured in an article: a room a measure, tables in, tables out."""
