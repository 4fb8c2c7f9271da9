"""What an executor sees, and the sheet with which one comes in."""
