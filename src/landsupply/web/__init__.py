"""网页 · The office's web application: a store of acts, pages by audience, an API; the rungs do the work."""
