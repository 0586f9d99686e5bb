"""Journal (日志): every action's one line, append-only and chained."""
