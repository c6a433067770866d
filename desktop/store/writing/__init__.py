"""Writing notes: adding them, and changing what they say."""
