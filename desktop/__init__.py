"""Repertoire: flashcards with spaced repetition, offline, on your own disk."""

APP_NAME = "Repertoire"
APP_ID = "repertoire"
VERSION = "0.1.0"
