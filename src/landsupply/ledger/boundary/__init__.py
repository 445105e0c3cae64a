"""界线处理 · Boundaries judged, mended, measured and laid over one another; the one home of geometry before the map.

Nothing here is imported by the rest of the ledger but `plot`: all else needs the libraries of the extra `geometry`,
and its functions refuse with G001 where these are missing.
"""
