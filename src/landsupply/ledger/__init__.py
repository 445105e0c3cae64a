"""台账 · Rows of a sheet become parcels and issues; every value can be traced to its cell."""
