"""What the sandbox sees of this project: it imports nothing of the rest."""
