"""Files that leave the practice, where and when the therapist says so."""
