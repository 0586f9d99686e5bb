"""Command line (命令行): the ``kepu`` command, one file per word."""
