"""Up (启动): everything one machine needs, started, watched and stopped together."""
