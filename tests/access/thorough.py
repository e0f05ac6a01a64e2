"""How much of what is alike the access tests try: some of it each time, all of it
when asked (`make test-thorough`)."""

import os

THOROUGH = bool(os.environ.get("LIF_THOROUGH"))
