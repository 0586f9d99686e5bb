"""Pure rules (技术要求): the spec of a notice, facts, checks, judgements; no Django, no files."""
