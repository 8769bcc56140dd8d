# %% dropout
row, stays = np.array([[[[1.0, 2.0, 3.0, 4.0]]]]), np.array([[[[True, False, True, False]]]])
compare(dropout, row, stays, 0.5, expected=np.array([[[[2.0, 0.0, 6.0, 0.0]]]]))

maps = np.random.default_rng(24).integers(1, 10, (2, 3, 4, 5))
x = torch.tensor(maps).double()
for p in [0.0, 0.25, 0.8]:
    _ = torch.manual_seed(3)
    mask = F.dropout(torch.ones_like(x), p).numpy() > 0
    _ = torch.manual_seed(3)
    compare(dropout, maps, mask, p, expected=F.dropout(x, p))

for p in [-0.1, 1.0]:
    compare(dropout, maps, mask, p, raises=ValueError)

# %% dropout_backward
incoming, stays = np.array([[[[5.0, 6.0, 7.0, 8.0]]]]), np.array([[[[True, False, True, False]]]])
compare(dropout_backward, incoming, stays, 0.5, expected=np.array([[[[10.0, 0.0, 14.0, 0.0]]]]))

rng = np.random.default_rng(25)
incoming = rng.standard_normal((2, 3, 4, 5))
for p in [0.0, 0.25, 0.8]:
    x = torch.ones(incoming.shape, dtype=torch.float64, requires_grad=True)
    y = F.dropout(x, p)
    (dx,) = torch.autograd.grad(y, x, torch.tensor(incoming))
    mask = y.detach().numpy() > 0
    compare(dropout_backward, incoming, mask, p, expected=dx)

for p in [-0.1, 1.0]:
    compare(dropout_backward, incoming, mask, p, raises=ValueError)
