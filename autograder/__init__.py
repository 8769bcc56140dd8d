"""From submissions to scores; knows no exercise by name."""
