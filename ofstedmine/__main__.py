"""``python -m ofstedmine`` is the ``ofstedmine`` command."""

from ofstedmine.cli import main

if __name__ == "__main__":
    main()
