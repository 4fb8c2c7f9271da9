"""The client card in the windows: handed over, typed in, printed, guessed at and read."""
