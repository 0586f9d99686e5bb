"""Checks (技术检查) of documents."""
