"""The collection on disk: the only place that knows the database."""
