"""A second reader of attributions: a small transformer of many languages, fitted on coded articles."""
