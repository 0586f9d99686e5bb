"""Core (核心): what every room may use: actor, errors, web, jobs, clock, ids, text, home."""
