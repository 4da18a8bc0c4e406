"""What is written and shown: files whole or not at all, progress bars."""
