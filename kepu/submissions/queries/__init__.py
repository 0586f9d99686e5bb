"""Questions about works. Read only; every list is already narrowed to a jurisdiction."""

from kepu.submissions.queries.courses import Course, course
from kepu.submissions.queries.sheets import Filed, Sheet, Wait, lacking, offers, sheet, waits
from kepu.submissions.queries.words import answers, in_words, tells_of_persons
from kepu.submissions.queries.works import (
    STANDINGS,
    changes,
    content,
    earlier,
    files_before,
    files_of,
    given,
    handed,
    heeded,
    items_of,
    own_page,
    own_rows,
    series_of,
    subject,
    told,
    unwritten,
    works_before,
    works_of,
)

__all__ = [
    "STANDINGS", "Course", "Filed", "Sheet", "Wait", "answers", "changes", "content", "course",
    "earlier",
    "files_before", "files_of", "given", "handed", "heeded", "in_words", "items_of", "lacking",
    "offers", "own_page", "own_rows", "series_of", "sheet", "subject", "tells_of_persons",
    "told", "unwritten", "waits", "works_before", "works_of",
]  # fmt: skip
