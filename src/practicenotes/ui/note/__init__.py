"""Notes that stand for themselves: chosen, written on a page of their own, put on paper."""
