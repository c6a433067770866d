"""Where the installed program begins; the launchers run it."""

import sys

sys.frozen = True  # the program's folder is that of the launcher

from desktop.__main__ import main  # noqa: E402  the line above comes first

sys.exit(main())
