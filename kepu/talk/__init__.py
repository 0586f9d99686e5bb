"""Talk (互动): what the platform tells people, by messages of its own."""
