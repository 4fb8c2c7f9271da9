"""The reflections behind a passphrase of their own: closed, opened, and closed again."""
