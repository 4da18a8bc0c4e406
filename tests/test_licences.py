"""What the two README commands install may be used with an Apache-2.0 package, read from its metadata."""

import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements" / "base.txt"

# Permissive ones, the font's, and those that bind only their own files (MPL).
ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT"),
    *("MIT-0", "MIT-CMU", "MPL-1.1", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Unlicense", "Zlib"),
    # The same, as older metadata writes them.
    *("Apache 2.0", "Apache Software License", "Apache License, Version 2.0", "BSD License"),
    *("BSD 3-Clause License", "ISC License (ISCL)", "MIT License"),
    *("Mozilla Public License 2.0 (MPL 2.0)", "Python Software Foundation License"),
}
# By hand, where the metadata says nothing or what it says does not go; each with its reason.
BY_HAND = {
    "camel-kenlm": "LGPL-2.1, says its source; a library of its own, by the extra `camel` only",
}


def stated(about: PackageMetadata) -> str:
    """The licence by expression, else by classifiers, else the first line of the free text."""
    approved = "License :: OSI Approved :: "
    classifiers = [c for c in about.get_all("Classifier") or [] if c.startswith(approved)]
    by_class = " AND ".join(c.removeprefix(approved) for c in classifiers)
    free = (about.get("License") or "").strip().partition("\n")[0]
    return about.get("License-Expression") or by_class or free


def is_allowed(licence: str) -> bool:
    """Whether one of the alternatives is allowed in all its parts."""
    return any(
        all(part.strip() in ALLOWED for part in choice.split(" AND "))
        for choice in licence.split(" OR ")
    )


def locked() -> dict[str, str]:
    """The licence of each locked package that is installed here."""
    found = {}
    for name in re.findall(r"^([\w.-]+)==", LOCK.read_text("utf-8"), re.MULTILINE):
        try:
            found[name] = stated(metadata(name))
        except PackageNotFoundError:
            continue  # of another system, or of another extra than is installed
    return found


def test_every_locked_package_has_a_licence_that_goes_with_ours():
    licences = locked()
    assert len(licences) > 50
    refused = {name for name, licence in licences.items() if not is_allowed(licence)}
    assert {name: licences[name] for name in refused - BY_HAND.keys()} == {}


def test_no_exception_outlives_its_package():
    names = set(re.findall(r"^([\w.-]+)==", LOCK.read_text("utf-8"), re.MULTILINE))
    assert BY_HAND.keys() - names == set()


def test_a_copyleft_licence_is_refused_and_a_choice_is_taken():
    assert not is_allowed("GPL-3.0-or-later")
    assert not is_allowed("MIT AND GPL-2.0-only")
    assert not is_allowed("")
    assert is_allowed("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later")
