"""Campaigns (征集活动): the spec of a notice, put to work."""
