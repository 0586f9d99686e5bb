"""The product's own settings, with one more address: the view that all is measured against."""

from kepu.config.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "bench.urls"
