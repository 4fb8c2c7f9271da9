"""What a therapist goes on thinking about one client: guesses that can lose, words, pull, end."""
