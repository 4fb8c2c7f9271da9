"""What runs through a therapist's hours with everyone: pull, silence, hypotheses, learning."""
