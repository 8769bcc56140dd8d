# %% adam_step
start, slope = {"w": np.array([10.0])}, {"w": np.array([4.0])}
moved, mean, square = ({"w": np.array([number])} for number in (9.2, 2.0, 8.0))
constants = {"lr": 1.0, "beta1": 0.5, "beta2": 0.5, "eps": 1.0}
compare(adam_step, start, slope, {}, {}, 1, **constants, expected=(moved, mean, square))

weight = torch.nn.Parameter(torch.tensor([[1.0, -2.0, 3.0], [0.5, 0.0, -1.0]], dtype=torch.float64))
optimizer = torch.optim.Adam([weight], lr=0.1)
params, m, v = {"w": weight.detach().numpy().copy()}, {}, {}
for t in (1, 2, 3):
    grads = {"w": np.cos(t + np.arange(6.0)).reshape(2, 3)}
    weight.grad = torch.tensor(grads["w"])
    optimizer.step()
    state = optimizer.state[weight]
    after = {"w": weight.detach().numpy().copy()}
    new_m, new_v = ({"w": state[key].numpy().copy()} for key in ("exp_avg", "exp_avg_sq"))
    compare(adam_step, params, grads, m, v, t, 0.1, expected=(after, new_m, new_v))
    params, m, v = after, new_m, new_v
