"""Files from outside, read in a process apart: it has no key, no file and no network, and limits.

A library that falls over a file made to hurt it falls alone. What comes back is plain: numbers,
words and dots, never an object.
"""
