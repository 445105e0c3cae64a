"""上传文件 · A file of a form as a value: its name without folders and its bytes, refused where it is too large."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from landsupply.web.refused import Unlawful

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Given:
    """所给文件 · A file as it came."""

    name: str
    content: bytes


def whole(
    sent: UploadedFile,  # type: ignore[type-arg]  # the stub has a parameter that the class lacks
) -> Given:
    """取全文 · The file; Unlawful U607 for one that is too large."""
    if (sent.size or 0) > settings.LARGEST_FILE:
        raise Unlawful("U607", limit=settings.LARGEST_FILE >> 20)
    name = PurePath((sent.name or "").replace("\\", "/")).name or "file"
    return Given(name[-_LONGEST_NAME:], sent.read())
