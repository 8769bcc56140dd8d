"""`python -m autograder`, which starts as the command does."""

from convalida import main

if __name__ == "__main__":
    main()
