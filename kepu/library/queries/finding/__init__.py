"""How items are found (查找): what is wanted, its conditions, the statements that answer it."""
