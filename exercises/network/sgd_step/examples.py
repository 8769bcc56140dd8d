# %% sgd_step
one, four, two = ({"w": np.array([number])} for number in (10.0, 4.0, 2.0))
answer = {"w": np.array([9.0])}, {"w": np.array([5.0])}
compare(sgd_step, one, four, two, lr=0.2, momentum=0.5, expected=answer)

weight = torch.nn.Parameter(torch.tensor([[1.0, -2.0, 3.0], [0.5, 0.0, -1.0]], dtype=torch.float64))
optimizer = torch.optim.SGD([weight], lr=0.1, momentum=0.9)
params, velocity = {"w": weight.detach().numpy().copy()}, {"w": np.zeros((2, 3))}
for step in range(3):
    grads = {"w": np.cos(step + np.arange(6.0)).reshape(2, 3)}
    weight.grad = torch.tensor(grads["w"])
    optimizer.step()
    moved = {"w": weight.detach().numpy().copy()}
    faster = {"w": optimizer.state[weight]["momentum_buffer"].numpy().copy()}
    compare(sgd_step, params, grads, velocity, 0.1, 0.9, expected=(moved, faster))
    params, velocity = moved, faster
