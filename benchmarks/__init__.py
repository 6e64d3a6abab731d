"""What reading, parsing and tagging cost, held against the bars: ``python -m benchmarks``."""
