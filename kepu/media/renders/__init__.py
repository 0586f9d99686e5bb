"""Makes what shows a file (衍生文件): stills, a small film; run in a limited child; no Django."""

WIDTHS = (320, 640, 1280)
