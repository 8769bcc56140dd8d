# %% fold_batch_norm
from torch.nn.utils.fusion import fuse_conv_bn_weights

given = [np.array([value]) for value in (5.0, 3.0, 1.0, 5.0, 4.0)]
one, by_hand = np.full((1, 1, 1, 1), 2.0), (np.full((1, 1, 1, 1), 3.0), np.array([1.0]))
compare(fold_batch_norm, one, *given, eps=0.0, expected=by_hand)

rng = np.random.default_rng(26)
kernels, (bias, *given), var = rng.random((3, 3, 2, 3)), rng.standard_normal((4, 3)), rng.random(3)
w, b, gamma, beta, m, v = map(torch.tensor, (kernels, bias, *given, var))
for mine, theirs in [(bias, b), (None, None)]:
    folded = fuse_conv_bn_weights(w, theirs, m, v, 0.5, gamma, beta)
    expected = tuple(each.detach() for each in folded)
    compare(fold_batch_norm, kernels, mine, *given, var, 0.5, expected=expected)
