# %% gradients_agree
numeric = np.array([0.0, 100.0, -20.0])
far, near = np.array([1.0, 90.0, -25.0]), np.array([1.0, 90.0, -23.0])
compare(gradients_agree, far, numeric, rtol=0.1, atol=2.0, expected=False)
compare(gradients_agree, near, numeric, rtol=0.1, atol=2.0, expected=True)

right = np.array([[3.0, -4.0], [0.0, 1e6]])
for other in [right, right + 1e-9, right + 1e-3, right - 1e-3, -right, right * (1 + 1e-6)]:
    answer = torch.allclose(torch.tensor(other), torch.tensor(right))
    compare(gradients_agree, other, right, expected=answer)

compare(gradients_agree, np.zeros((4, 1)), np.zeros(4), expected=False)
compare(gradients_agree, np.nan * right, right, expected=False)
compare(gradients_agree, right, np.full((2, 2), np.inf), expected=False)
