"""Files (文件): bytes in, facts out, renditions, sending."""
