"""A folder of letters becomes a dataset: Parquet parts that say themselves what is done.

`columns` knows the tables, `rows` turns a record into their rows, `parts` writes and reads parts
whole or not at all, and `dataset` is what users open.
"""
