"""Operations on the private store: what only the therapist reads."""
