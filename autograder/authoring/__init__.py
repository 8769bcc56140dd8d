"""For who writes a course: the skeletons of `convalida new`, and `convalida preview`."""
