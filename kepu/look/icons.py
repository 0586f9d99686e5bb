"""The icons we use, by their Lucide names; `tools/icons.py` draws the sprite from this list."""

import re

NAMES = """
a-large-small arrow-down arrow-left arrow-right arrow-up arrow-up-down audio-lines award
badge-check ban bell book-open building-2 calendar captions chart-column check chevron-down
chevron-left chevron-right chevron-up circle-check circle-question-mark circle-user circle-x
clipboard-check clock copy database download ellipsis external-link eye file-spreadsheet
file-text flag folder-open funnel gavel hard-drive heart history hourglass house id-card image
images inbox info key-round landmark layers layout-grid library link list list-checks lock
log-in log-out mail map-pin maximize megaphone menu message-square minus monitor moon package
paperclip pause pencil phone play plus printer qr-code refresh-cw rotate-cw scale search send
settings share-2 shield-check smartphone sparkles square-play star sun sun-moon target trash-2
triangle-alert undo-2 upload user user-check users users-round volume-2 volume-x wifi-off x zap
"""
ICONS = frozenset(re.findall(r"\S+", NAMES))
