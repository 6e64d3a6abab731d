"""Files of strangers: broken, hostile or both, and what reading them may cost."""
