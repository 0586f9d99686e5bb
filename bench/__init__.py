"""Benches (性能对比): ratios measured side by side in one run, never bare seconds alone."""
