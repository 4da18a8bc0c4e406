"""What pytest does not collect."""

from importlib.util import find_spec

# The second reader is a network of torch (extra: train-reader); its modules cannot be imported
# without. tests/training/reader/test_fitting.py says so by name where it is not installed.
collect_ignore_glob = (
    [f"toolkit/training/reader/{name}.py" for name in ("loss", "network", "reading", "train")]
    if find_spec("torch") is None
    else []
)
