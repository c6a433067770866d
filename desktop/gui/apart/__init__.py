"""The page that tells how well two sides are told apart, and its line on Home."""
