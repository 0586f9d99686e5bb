"""The site as an app on a phone (PWA): its manifest, with names, colours and drawn icons.

There is no service worker on purpose: a page kept on the phone might show what was taken back.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static

from kepu.core.web import open_to_all, reads
from kepu.look.frame import GROUNDS

ICONS = (("192", "any"), ("512", "any"), ("maskable-512", "maskable"))


@open_to_all
@reads
def manifest(_request: HttpRequest) -> JsonResponse:
    site = settings.KEPU
    told = {
        "id": "/",
        "name": site.site_name,
        "short_name": site.site_name[:6],
        "description": "汇聚各级科协、学会、高校与医院的优质科普作品，免费检索、预览与下载。",
        "lang": "zh-CN",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": GROUNDS["light"],
        "background_color": GROUNDS["light"],
        "icons": [
            {
                "src": static(f"look/app/{name}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for name, purpose in ICONS
            for size in [name.rpartition("-")[2]]
        ],
        "shortcuts": [
            {"name": label, "url": path}
            for label, path in (("搜资源", "/library/"), ("正在征集", "/campaigns/"))
        ],
    }
    return JsonResponse(
        told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )
