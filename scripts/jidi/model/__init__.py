"""What the material is: records, words, places, findings. Knows nobody else in the package."""
