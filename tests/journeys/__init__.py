"""Journeys: what letters of one authority say in order of time."""
