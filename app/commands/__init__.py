"""The commands, one module each: `add` describes it, `run` does it.

A module imports at its top only what the parser needs, so that `dateline --help` is quick.
"""

import argparse
from typing import Any

Commands = Any  # argparse keeps the type of its sub-parsers private
Arguments = argparse.Namespace
