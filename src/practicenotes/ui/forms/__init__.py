"""Forms for notes: which there are, what became of them, and the page on which one is written."""
