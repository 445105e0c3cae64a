"""供应方案 · The lawful ways to supply each parcel, and why the rest are refused, clause by clause."""
