"""Media of our own drawing (演示媒体): scenes, posters, films, voices and papers; no Django here."""
