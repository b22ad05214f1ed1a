"""Shows the artist a prop while it is being made."""
