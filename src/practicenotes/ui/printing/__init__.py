"""The one way in which a paper is seen, printed and saved: `ways.Ways` takes a `paper.Paper`."""
