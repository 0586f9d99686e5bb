"""Checks (技术检查): judgements of files under the rules of a campaign, and waivers."""
