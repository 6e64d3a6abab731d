"""What people look at: a record or a letter in the terminal, a fact as a reference."""
