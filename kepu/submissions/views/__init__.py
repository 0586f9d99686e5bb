"""The pages of works: the sender's own, the form, the review, the files."""

from kepu.submissions.views import (
    batches,
    discarding,
    drafts,
    editing,
    files,
    manifests,
    own,
    reviewing,
    taken,
)

__all__ = [
    "batches", "discarding", "drafts", "editing", "files", "manifests", "own", "reviewing", "taken",
]  # fmt: skip
