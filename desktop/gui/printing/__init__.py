"""Cards on paper, as PDF: a list to read, or cards to cut out.

Cards to cut out stand with their fronts on one page and their backs on the next, mirrored so that each lies
behind its front when a printer turns the sheet over its long edge. Texts that are too long are made smaller;
those that would be too small go on in the next place, and nothing is cut off.
"""
