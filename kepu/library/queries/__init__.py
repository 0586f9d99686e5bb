"""Questions about the library: search, lists, one item, pushes."""
