"""The shipped models of attribution, read from files and applied with numpy alone."""
