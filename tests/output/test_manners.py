"""Importing and scoring leave the process of the one who does so as it was."""

import json
import subprocess
import sys

PROGRAM = """
import json, os, random, signal, warnings
import numpy as np
import pandas as pd

def state():
    return json.dumps([dict(os.environ), list(map(str, warnings.filters)), str(np.geterr()),
                       random.getstate()[1][:3], np.random.get_state()[1][:3].tolist(),
                       str(signal.getsignal(signal.SIGINT)), os.getcwd()])

before = state()
import toolkit
table = pd.DataFrame({"outlet": ["a", "b"], "text": ["قال الوزير إن اللقاء نجح."] * 2})
study = toolkit.score(table, reuse=True, quotations=True, processes=1)
print(json.dumps([before == state(), before, state()]))
"""


def test_the_process_is_as_before():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    same, before, after = json.loads(done.stdout.splitlines()[-1])
    assert same, (before, after)
    assert done.stderr == ""
