"""Demo data (演示数据): made in a process of its own, with the role of the running site."""

from __future__ import annotations

from importlib import import_module

from kepu.cli.django import set_up
from kepu.core.home import Home

if __name__ == "__main__":
    set_up()
    import_module("kepu.cli.demo.play").make(Home.of_environment())
