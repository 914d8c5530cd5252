"""`python -m compare` is `whosays`."""

from compare.cli.app import main

if __name__ == "__main__":
    main()
