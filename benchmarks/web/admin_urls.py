"""后台地址 · Where the admin stands; filled when it is made."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.urls import URLPattern, URLResolver, path

urlpatterns: list[URLPattern | URLResolver] = []


def at(site: AdminSite) -> URLPattern | URLResolver:
    """地址 · The site under /admin/."""
    return path("admin/", site.urls)
