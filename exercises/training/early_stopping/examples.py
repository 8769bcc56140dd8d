# %% early_stopping
falling_then_rising = [5.0, 3.0, 4.0, 2.0, 2.5, 2.0, 3.0, 1.0]
compare(early_stopping, falling_then_rising, 3, expected=(3, 6))
compare(early_stopping, falling_then_rising, 1, expected=(1, 2))


def goes_on(losses, patience):
    return early_stopping(losses, patience)[1] is None


compare(goes_on, falling_then_rising, 4, expected=True)
compare(early_stopping, [4.0, 3.75, 3.5, 3.0, 2.75], 2, min_delta=0.5, expected=(0, 2))
compare(early_stopping, [], 2, raises=ValueError)
