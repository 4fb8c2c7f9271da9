"""Values and rules, standard library only: what a practice is made of."""
