# %% gradients_agree
numeric = np.array([0.0, 100.0, -20.0])
print(gradients_agree(np.array([1.0, 90.0, -25.0]), numeric, rtol=0.1, atol=2.0))
print(gradients_agree(np.array([1.0, 90.0, -23.0]), numeric, rtol=0.1, atol=2.0))

right = np.array([[3.0, -4.0], [0.0, 1e6]])
for name, other in {
    "right": right,
    "right + 1e-9": right + 1e-9,
    "right + 1e-3": right + 1e-3,
    "-right": -right,
    "0 * right": 0 * right,
}.items():
    expected = torch.allclose(torch.tensor(other), torch.tensor(right), rtol=1e-5, atol=1e-8)
    compare(f"gradients_agree({name}, right)", gradients_agree(other, right), expected)

compare("gradients_agree(right[:1], right)", gradients_agree(right[:1], right), False)
compare("gradients_agree(np.nan * right, right)", gradients_agree(np.nan * right, right), False)
