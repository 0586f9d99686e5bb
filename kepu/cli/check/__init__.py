"""``kepu check``: the technical check (技术检查) of files on any machine, without database."""

import os
import sys

from kepu.media.measures.run import Child

INTERRUPTED = 130


def main(argv: list[str]) -> int:
    """Check files; the measuring child gets ready while this process reads the rules."""
    with Child() as child:
        child.start()
        from kepu.cli.check import checking

        try:
            return checking.run(argv, child)
        except BrokenPipeError:  # the reader of our table, `head` for one, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        except KeyboardInterrupt:
            return INTERRUPTED
