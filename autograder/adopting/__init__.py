"""What a class teaches the course: wrong answers that agree become a known mistake."""
