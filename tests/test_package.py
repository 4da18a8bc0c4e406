import subprocess
import sys

import pytest

import toolkit


@pytest.mark.parametrize("code", ["import toolkit", "import toolkit.cli"])
def test_neither_the_package_nor_its_command_loads_anything_heavy(code):
    heavy = ["pandas", "numpy", "sklearn", "scipy", "matplotlib", "pandera", "camel_tools", "rich"]
    code += f"; import sys; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_first_score_loads_no_library_that_it_has_no_use_for():
    code = "import toolkit; toolkit.score('قال الوزير إن الاجتماع ناجح.')"
    unused = ["sklearn", "scipy", "matplotlib", "pandera", "hypothesis", "camel_tools", "rich"]
    code += f"; import sys; print([m for m in {unused!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_name_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'scores'"):
        _ = toolkit.scores


def test_the_calls_of_the_contract_are_there():
    assert callable(toolkit.read_articles)
    assert callable(toolkit.score)
    assert callable(toolkit.compare)
    assert callable(toolkit.examples.marrakesh)
    assert issubclass(toolkit.InputError, ValueError)
    assert set(toolkit.__all__) == set(dir(toolkit))
