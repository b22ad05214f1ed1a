"""What the artist sees of a prop that is being made."""
