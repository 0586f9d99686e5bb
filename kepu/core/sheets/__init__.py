"""Workbooks that people fill in: written, and read back in a child process (填报表)."""
