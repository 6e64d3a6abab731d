"""Letters composed from independent choices, with what each of them says."""
