"""The pages on which kinds of letters are looked at, made and changed."""
