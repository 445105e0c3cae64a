"""原件库 · Bytes kept once under their digest."""

from __future__ import annotations

from landsupply.seal.canon import digest_bytes
from landsupply.web.models import Blob


def keep(content: bytes) -> str:
    """存入 · The digest under which the bytes are kept; bytes that are there already are not written again."""
    name = digest_bytes(content)
    Blob.objects.get_or_create(digest=name, defaults={"content": content, "size": len(content)})
    return name


def content_of(digest: str) -> bytes:
    """取出 · The bytes of a digest; Blob.DoesNotExist where there are none."""
    return bytes(Blob.objects.get(digest=digest).content)
