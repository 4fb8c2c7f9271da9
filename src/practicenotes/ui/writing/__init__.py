"""What helps the hand on every sheet: marks, lists, pasting, spelling and snippets."""
