"""Django's command line on the demo's database, starting the servers if need be.

python -m lif_portal.local.manage shell
"""

import sys

from django.core.management import execute_from_command_line

from lif_portal.local.demo_settings import set_environment
from lif_portal.local.servers import ensure_servers

if __name__ == "__main__":
    set_environment()
    ensure_servers(keep_folders=True)
    execute_from_command_line(sys.argv)
