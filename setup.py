"""All is said in pyproject.toml, but that the wheel carries the sample corpus as toolkit/sample."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithSample(build_py):
    """Copies the folder that the repository keeps outside the package."""

    def run(self) -> None:
        """Build the package, then copy."""
        super().run()
        if not self.editable_mode:
            self.copy_tree("data/sample", str(Path(self.build_lib) / "toolkit" / "sample"))


setup(cmdclass={"build_py": BuildWithSample})
