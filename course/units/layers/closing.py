import matplotlib.pyplot as plt

generator = torch.Generator().manual_seed(0)
labels = torch.arange(64) % 2
phases = torch.randint(4, (64, 1), generator=generator)
stripes = ((torch.arange(12) + phases) // 2 % 2).double()
images = torch.where((labels == 1)[:, None, None], stripes[:, None, :], stripes[:, :, None])
images = images.expand(64, 12, 12)[:, None]
images = images + 0.4 * torch.randn(images.shape, dtype=torch.float64, generator=generator)


def train(convolution):
    generator = torch.Generator().manual_seed(1)
    shapes = [(4, 1, 3, 3), (4,), (2, 4), (2,)]
    params = [0.5 * torch.randn(s, dtype=torch.float64, generator=generator) for s in shapes]
    params = w, b, fw, fb = [p.requires_grad_() for p in params]
    optimizer = torch.optim.SGD(params, lr=0.2, momentum=0.9)
    losses = []
    for _ in range(60):
        maps = torch.relu(convolution(images, w, b, 1, 1))
        loss = F.cross_entropy(F.linear(maps.mean(dim=(2, 3)), fw, fb), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses, w.detach()


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
