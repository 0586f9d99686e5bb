"""Obligations (时限): anything due by a time, its reminder, lateness and extension."""
