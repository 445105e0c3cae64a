"""前期 · When a parcel can be supplied: readiness as declared in the ledger, and the clock of an open offer."""
