"""Builders for tests, each with honest defaults."""
