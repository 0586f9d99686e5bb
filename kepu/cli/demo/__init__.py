"""The demo (演示): a small province with one person per duty and works at every stage.

Made by calling our own actions, so that it shows nothing the platform cannot do, with media drawn
on the spot. ``play`` makes it; this file imports nothing, so that ``drawn`` runs without Django.
"""
