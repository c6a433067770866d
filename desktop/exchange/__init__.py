"""Files into notes and notes into files: no window, no database."""
