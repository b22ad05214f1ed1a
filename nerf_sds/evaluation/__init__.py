"""The measure of what is made: props by this and other methods, photographed, scored and reported."""
