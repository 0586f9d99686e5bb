"""Makes what shows a file (衍生文件): stills in three widths; run in a limited child; no Django."""

WIDTHS = (320, 640, 1280)
