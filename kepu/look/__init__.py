"""Look (界面): the design system: tokens, base templates, components, tags, error pages."""
