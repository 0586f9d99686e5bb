"""Instants that tests agree on."""

from datetime import datetime

from kepu.core.clock import CHINA

NOON = datetime(2022, 7, 4, 12, 0, tzinfo=CHINA)
