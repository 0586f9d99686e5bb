"""What can be done to files. Every write to a Blob and what hangs on it is in this folder."""

from kepu.media.actions.arrive import (
    EmptyFile,
    NotYourTicket,
    TicketOver,
    TicketUsed,
    advance,
    allow,
    begin,
    come,
    drop,
    receive,
)
from kepu.media.actions.blobs import hold
from kepu.media.actions.keep import collect, expire, inspect, sweep
from kepu.media.actions.measure import catch_up, measure
from kepu.media.actions.move import Moved, move
from kepu.media.actions.render import reel, render
from kepu.media.actions.retry import AT_A_TIME, retry, retry_all
from kepu.media.actions.typeset import typeset

__all__ = [
    "AT_A_TIME",
    "EmptyFile",
    "Moved",
    "NotYourTicket",
    "TicketOver",
    "TicketUsed",
    "advance",
    "allow",
    "begin",
    "catch_up",
    "collect",
    "come",
    "drop",
    "expire",
    "hold",
    "inspect",
    "measure",
    "move",
    "receive",
    "reel",
    "render",
    "retry",
    "retry_all",
    "sweep",
    "typeset",
]
