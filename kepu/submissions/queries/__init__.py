"""Questions about works. Read only; every list is already narrowed to a jurisdiction."""

from kepu.submissions.queries.courses import Course, course
from kepu.submissions.queries.sheets import Filed, Sheet, Wait, lacking, sheet, waits
from kepu.submissions.queries.works import (
    changes,
    codes_of,
    content,
    files_before,
    files_of,
    given,
    handed,
    heeded,
    items_of,
    own_page,
    subject,
    told,
    unwritten,
    works_before,
    works_of,
)

__all__ = [
    "Course", "Filed", "Sheet", "Wait", "changes", "codes_of", "content", "course",
    "files_before", "files_of", "given", "handed", "heeded", "items_of", "lacking", "own_page",
    "sheet", "subject", "told", "unwritten", "waits", "works_before", "works_of",
]  # fmt: skip
