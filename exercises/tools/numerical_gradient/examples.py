# %% numerical_gradient
def two_values(x):
    return np.array([x[0] * x[1], x[0] ** 2])


print(numerical_gradient(two_values, np.array([3.0, 2.0]), np.array([5.0, -1.0]), h=1.0))

image = torch.linspace(-1, 2, 24, dtype=torch.float64).reshape(1, 2, 3, 4).requires_grad_()
weights = torch.arange(-6.0, 6.0, dtype=torch.float64).reshape(1, 2, 2, 3)


def convolve(x):
    return F.conv2d(torch.tensor(x), weights).numpy()


y = F.conv2d(image, weights)
dy = torch.arange(1.0, 1.0 + y.numel(), dtype=torch.float64).reshape(y.shape)
(dx,) = torch.autograd.grad(y, image, dy)
got = numerical_gradient(convolve, image.detach().numpy(), dy.numpy())
compare("numerical_gradient(convolve, ...)", got, dx)
