"""The explorer: one page that shows a dataset, letter by letter, with the words behind each fact.

``data`` says what the page knows, ``page`` writes it into one file without any network,
``serve`` answers the same page from a dataset that is too large for one file.
"""
