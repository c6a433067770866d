"""Packages of the Anki family."""
