"""``python -m toolkit.cli`` is the ``toolkit`` command."""

import sys

from toolkit.cli.app import main

sys.exit(main())
