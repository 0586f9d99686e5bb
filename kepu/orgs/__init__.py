"""Orgs (单位): organisations and their two trees."""
