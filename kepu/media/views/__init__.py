"""Views of files: resumable uploads, and the page of what could not be measured or made."""
