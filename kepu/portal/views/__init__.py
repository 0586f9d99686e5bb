"""Views of the portal: the home, and what readers, crawlers and phones fetch beside it."""
