# %% sgd_step
one = {"w": np.array([10.0])}
print(sgd_step(one, {"w": np.array([4.0])}, {"w": np.array([2.0])}, lr=0.2, momentum=0.5))

weight = torch.nn.Parameter(torch.tensor([[1.0, -2.0, 3.0], [0.5, 0.0, -1.0]], dtype=torch.float64))
optimizer = torch.optim.SGD([weight], lr=0.1, momentum=0.9)
params = {"w": weight.detach().numpy().copy()}
velocity = {"w": np.zeros((2, 3))}
for step in range(3):
    grad = np.cos(step + np.arange(6.0)).reshape(2, 3)
    weight.grad = torch.tensor(grad)
    optimizer.step()
    params, velocity = sgd_step(params, {"w": grad}, velocity, lr=0.1, momentum=0.9)
    compare(f"w, step {step}", params["w"], weight)
