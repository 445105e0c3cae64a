"""计量 · Exact area, money, shares, intervals and days; no floats, no clock."""
