"""The pages of works: the sender's own, the form, the review, the files."""

from kepu.submissions.views import batches, drafts, editing, files, manifests, own, reviewing, taken

__all__ = ["batches", "drafts", "editing", "files", "manifests", "own", "reviewing", "taken"]
