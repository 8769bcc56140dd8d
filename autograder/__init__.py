"""The grader of convalida: from submissions to scores; knows no exercise by name."""
