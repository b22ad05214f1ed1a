"""What a prop's surfaces are made of: its roughness and metallic maps from the prompt's words and its albedo."""
