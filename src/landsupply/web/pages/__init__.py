"""各页 · Pages by subject; each module lists its routes."""
