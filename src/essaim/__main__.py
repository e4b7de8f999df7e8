import sys

from essaim.config.cli import main

sys.exit(main())
