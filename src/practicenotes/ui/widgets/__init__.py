"""Small widgets that every page shares; each does one thing."""
