"""What reading and parsing cost, held against the bars: ``python -m benchmarks``."""
