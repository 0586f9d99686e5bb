"""Saving (备份与恢复): a home into one file, and back."""
