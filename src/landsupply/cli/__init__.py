"""命令 · The command line: one verb per step, files in, files out; no rule lives here."""
