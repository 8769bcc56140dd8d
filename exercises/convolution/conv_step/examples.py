# %% conv_step
window = np.array([[[1.0, 2.0, 0.0], [3.0, 1.0, 2.0]], [[0.0, 1.0, 2.0], [1.0, 0.0, 1.0]]])
weights = np.array([[[1.0, 0.0, 2.0], [-1.0, 1.0, 0.0]], [[2.0, 1.0, 0.0], [0.0, 3.0, 1.0]]])
compare(conv_step, window, weights, 10.0, expected=11.0)

with_torch = F.conv2d(torch.tensor(window[None]), torch.tensor(weights[None]))
compare(conv_step, window, weights, 0.0, expected=with_torch.item())
compare(conv_step, window[:1], weights[:1], -0.5, expected=-1.5)

compare(conv_step, window, weights[:1], 0.0, raises=ValueError)
compare(conv_step, window, weights.reshape(2, 3, 2), 0.0, raises=ValueError)
