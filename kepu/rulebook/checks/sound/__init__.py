"""Checks (技术检查) of the sound of films and sounds."""
