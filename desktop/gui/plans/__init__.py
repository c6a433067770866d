"""The page of plans, one section for each kind, and the line on Home."""
