"""网页测速 · Many users at the pages of one large ledger, beside the same list in two other programs."""
