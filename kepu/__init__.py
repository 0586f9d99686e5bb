"""Kepu (科普): an open platform for science popularisation."""

__version__ = "0.1.0"
