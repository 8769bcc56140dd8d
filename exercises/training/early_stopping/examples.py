# %% early_stopping
falling_then_rising = [5.0, 3.0, 4.0, 2.0, 2.5, 2.0, 3.0, 1.0]
compare(early_stopping, falling_then_rising, 3, expected=(3, 6))
compare(early_stopping, falling_then_rising, 1, expected=(1, 2))
stop = early_stopping(falling_then_rising, 4)[1]
print("✓" if stop is None else "✗", "early_stopping(…, 4)[1] →", stop)
compare(early_stopping, [4.0, 3.75, 3.5, 3.0, 2.75], 2, min_delta=0.5, expected=(0, 2))
compare(early_stopping, [], 2, raises=ValueError)
