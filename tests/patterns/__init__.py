"""No regular expression of the package takes more than linear time, whatever it is given.

`gather` finds the patterns, `attacks` makes hostile texts from each, `growth` measures.
"""
