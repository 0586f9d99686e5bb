"""Addresses of the portal."""

from django.urls import path

from kepu.portal.views import demo, feed, home, maps, shell

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("library/feed.xml", feed.feed, name="feed"),
    path("robots.txt", maps.robots, name="robots"),
    path("sitemap.xml", maps.sitemap, name="sitemap"),
    path("sitemaps/pages.xml", maps.sitemap_pages, name="sitemap_pages"),
    path("sitemaps/items/<uuid:start>.xml", maps.sitemap_items, name="sitemap_items"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("demo/", demo.demo, name="demo"),
    path("demo/enter/", demo.enter, name="enter"),
]
