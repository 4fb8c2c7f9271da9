"""The way back from a backup for whoever has nothing else: no practice is open meanwhile."""
