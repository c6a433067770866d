"""Writing notes: the page that adds them and the dialog that edits one, over the same form."""
