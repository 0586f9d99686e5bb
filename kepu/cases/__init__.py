"""Cases (事项): steps and decisions over any subject, so that a person has one inbox."""
