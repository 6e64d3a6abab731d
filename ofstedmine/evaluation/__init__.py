"""Measuring the library against tables that people made."""
