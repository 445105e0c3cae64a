"""导出 · A list as it is seen, handed out as a workbook, as csv or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.http import HttpResponse

from landsupply.files.list_out import Listing, to_list
from landsupply.web.refused import Forbidden

#: In the order in which they are offered, each with what a browser is told it is.
KINDS: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


def as_file(listing: Listing, stem: str, kind: str) -> HttpResponse:
    """导出 · The list under a name; a kind that is none is not there."""
    if kind not in KINDS:
        raise Forbidden(kind)
    content = _json_of(listing) if kind == "json" else to_list(listing, f".{kind}")
    answer = HttpResponse(content, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{stem}.{kind}"'
    return answer


def _json_of(listing: Listing) -> bytes:
    rows: list[Mapping[str, str]] = [dict(zip(listing.headers, row, strict=True)) for row in listing.rows]
    return json.dumps({"columns": list(listing.headers), "rows": rows}, ensure_ascii=False, indent=1).encode()
