"""格式 · Bytes to sheets and documents to bytes; no disk, no network."""
