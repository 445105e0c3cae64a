"""后台对照 · The same rows in Django's own admin, without signing in: python -m benchmarks.web.admin HOME PORT."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """入口 · Serves the admin over the base of a home folder."""
    os.environ["LANDSUPPLY_HOME"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.web.admin_settings"
    import django
    import django_stubs_ext

    django_stubs_ext.monkeypatch()  # so that its classes may be named with their types, as ours are checked
    django.setup()
    from django.contrib.admin import AdminSite, ModelAdmin
    from django.core.wsgi import get_wsgi_application
    from waitress import serve

    import benchmarks.web.admin_urls as urls
    from landsupply.web.models import ParcelRow

    class Anybody:
        """任何人 · Who may everything and is nobody: what the site asks of a person."""

        pk, is_active, is_staff, is_authenticated, is_anonymous = 1, True, True, True, False

        def __getattr__(self, name: str) -> object:
            """许可 · Every question about a right is answered with yes."""
            return lambda *asked: True

    class Open(AdminSite):
        """开放后台 · Everybody may see: nothing is spent on sessions."""

        def has_permission(self, request: object) -> bool:
            """许可 · Always."""
            vars(request)["user"] = Anybody()
            return True

    class Parcels(ModelAdmin[ParcelRow]):
        """宗地列表 · The columns that our own list shows, fifty to a page."""

        list_display = ("name", "unit", "use", "group", "area", "origin", "mode", "month", "obstacles", "issues")
        list_per_page = 50
        show_full_result_count = True
        ordering = ("place", "pinyin")

        def has_view_permission(self, request: object, obj: object = None) -> bool:
            """许可 · Always."""
            return True

        def has_module_permission(self, request: object) -> bool:
            """许可 · Always."""
            return True

    site = Open()
    site.register(ParcelRow, Parcels)
    urls.urlpatterns.append(urls.at(site))
    serve(get_wsgi_application(), host="127.0.0.1", port=int(sys.argv[2]), threads=8, _quiet=True)


if __name__ == "__main__":
    main()
