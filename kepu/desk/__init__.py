"""Desk (工作台): each duty's first page, the inbox (待办), what is done, and failed jobs."""
