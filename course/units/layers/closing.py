import matplotlib.pyplot as plt

generator = torch.Generator().manual_seed(0)
labels = torch.arange(32) % 2
phases = torch.randint(4, (32, 1), generator=generator)
stripes = ((torch.arange(12) + phases) // 2 % 2).double()
images = torch.where((labels == 1)[:, None, None], stripes[:, None, :], stripes[:, :, None])
images = images.expand(32, 12, 12)[:, None]
images = images + 0.4 * torch.randn(images.shape, dtype=torch.float64, generator=generator)


def train(convolution):
    generator = torch.Generator().manual_seed(1)
    shapes = [(4, 1, 3, 3), (4,), (2, 4), (2,)]
    params = [0.5 * torch.randn(s, dtype=torch.float64, generator=generator) for s in shapes]
    velocity = [torch.zeros_like(p) for p in params]
    losses = []
    for _ in range(50):
        w, b, fw, fb = leaves = [p.requires_grad_() for p in params]
        maps = torch.relu(convolution(images, w, b, 1, 1))
        loss = F.cross_entropy(F.linear(maps.mean(dim=(2, 3)), fw, fb), labels)
        grads = torch.autograd.grad(loss, leaves)
        velocity = [0.9 * v + g for v, g in zip(velocity, grads, strict=True)]
        params = [p.detach() - 0.2 * v for p, v in zip(params, velocity, strict=True)]
        losses.append(loss.item())
    return losses, params[0]


own, filters = train(conv2d_autograd)
torchs, _ = train(F.conv2d)
print(f"loss = {own[0]:.3f} → {own[-1]:.3f}, |Δ| ≤ {np.abs(np.subtract(own, torchs)).max():.1e}")

figure, axes = plt.subplots(1, 5, figsize=(10, 2.4), width_ratios=(3, 1, 1, 1, 1))
axes[0].semilogy(own, linewidth=4, alpha=0.4)
axes[0].semilogy(torchs, "k--", linewidth=1)
for place, kernel in zip(axes[1:], filters[:, 0], strict=True):
    place.imshow(kernel, cmap="coolwarm", vmin=-2, vmax=2)
    place.axis("off")
plt.show()
