"""The networks of our own models in torch alone: importing diffusers and transformers for them takes five seconds."""
