"""审读 · Anyone's published plan, as text: its figures and citations, and what does not hold in them."""
