"""Mnemosyne: shared card sets, the database itself, and the files of its first version."""
