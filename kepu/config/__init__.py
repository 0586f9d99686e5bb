"""Config (配置): settings, addresses of pages, the ASGI front."""
