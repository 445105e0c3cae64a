"""留痕 · The canonical form of a value and its digest."""
