"""What a note is written with: marks, lists, pasting, snippets, words. Text in, text out."""
