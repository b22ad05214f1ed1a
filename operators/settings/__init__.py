"""What the artist sets in a scene."""
