"""From a field to the files of a prop (surface, texture, export), and from a mesh to an initial shape."""
