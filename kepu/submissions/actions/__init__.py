"""What can be done to works. Every write to a work, its files and its editions is in here."""

from kepu.submissions.actions.batching import Piece, admit_to, begin, bring, share, title_of
from kepu.submissions.actions.discarding import bring_back, discard
from kepu.submissions.actions.drafting import Draft, save, start, take_over
from kepu.submissions.actions.filing import (
    Brought,
    Wanted,
    admit,
    attach,
    detach,
    move,
    place,
    restore,
    write,
)
from kepu.submissions.actions.outcomes import let_pass, refuse, send_back, settle_check, shelve
from kepu.submissions.actions.renewing import renew
from kepu.submissions.actions.sealing import SEALED, note_renewal, reseal
from kepu.submissions.actions.sending import read_contacts, submit, withdraw

__all__ = [
    "SEALED", "Brought", "Draft", "Piece", "Wanted", "admit", "admit_to", "attach", "begin",
    "bring", "bring_back", "detach", "discard", "let_pass", "move", "note_renewal", "place",
    "read_contacts", "refuse", "renew", "reseal", "restore", "save", "send_back", "settle_check",
    "share", "shelve", "start", "submit", "take_over", "title_of", "withdraw", "write",
]  # fmt: skip
