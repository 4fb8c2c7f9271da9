"""The fields that a form for notes is filled in with: one widget for every kind, made from data."""
