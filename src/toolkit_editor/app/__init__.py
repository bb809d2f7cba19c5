"""Puts the pieces together: command line, start-up, crash page. Concrete classes meet only here."""
