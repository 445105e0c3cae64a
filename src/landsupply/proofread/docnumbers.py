"""文号 · Numbers of documents in running text, by the grammar that the law's own record is looked up with."""

from __future__ import annotations

from landsupply.law.document_number import OFFICIAL, DocumentNumber, document_numbers

DocNumber = DocumentNumber
doc_numbers = document_numbers

__all__ = ["OFFICIAL", "DocNumber", "doc_numbers"]
