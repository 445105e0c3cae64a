"""成果 · A plan as documents: text, annex tables and charts, as values that know no file format."""
