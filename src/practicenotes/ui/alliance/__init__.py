"""The alliance between sessions: words, strain and marks, and nothing that leaves this page."""
