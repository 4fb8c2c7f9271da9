"""The letter page: what the record offers, the letter, and the pages exactly as they print.

Nothing here can reach the private store: the page is given the record's door and no other.
"""
