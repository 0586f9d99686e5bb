"""What can be done in the library. Every write to a push, an item or a counter is in here."""

from kepu.library.actions.counting import count_download, fold_downloads, tally
from kepu.library.actions.gathering import MOST_IN_PUSH, dissolve, gather, widen
from kepu.library.actions.indexing import MOST_NEAR, index_some_anew, relate
from kepu.library.actions.pushing import enter_some, release, roll_back, stop, take_down_some
from kepu.library.actions.refusals import NotForTheShelf, NothingToPush, NotPassed, TooManyToPush
from kepu.library.actions.shelving import put_back, withdraw

__all__ = [
    "MOST_IN_PUSH", "MOST_NEAR", "NotForTheShelf", "NotPassed", "NothingToPush", "TooManyToPush",
    "count_download", "dissolve", "enter_some", "fold_downloads", "gather", "index_some_anew",
    "put_back", "relate", "release", "roll_back", "stop", "take_down_some", "tally", "widen",
    "withdraw",
]  # fmt: skip
