"""Writing packages of the Anki family."""
