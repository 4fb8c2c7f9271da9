"""What is said of the two key files of a practice, in the window and in the terminal."""

MENDED = (
    "One of the two key files was damaged or older. It was written anew from the other one, and"
    " nothing is lost."
)
