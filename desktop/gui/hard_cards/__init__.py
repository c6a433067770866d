"""Help with cards that are forgotten again and again: rewrite, split, compare, or begin the ease anew."""
