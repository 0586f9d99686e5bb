"""Library (资源库): works that passed, released in batches, found, shown and taken home."""
