"""Views of the API: its operations, and the pages that describe it."""
