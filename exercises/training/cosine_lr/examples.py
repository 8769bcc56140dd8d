# %% cosine_lr
for step, right in [(0, 8.0), (2, 4 + 4 / 2**0.5), (4, 4.0), (8, 0.0)]:
    compare(cosine_lr, step, 8, 8.0, expected=right)
for step, right in [(0, 2.0), (2, 6.0), (4, 8.0), (8, 4.5), (12, 1.0), (15, 1.0)]:
    compare(cosine_lr, step, 12, 8.0, warmup=4, lr_min=1.0, expected=right)
compare(cosine_lr, 0, 5, 0.1, warmup=5, raises=ValueError)

optimizer = torch.optim.SGD([torch.zeros(1)], lr=0.3)
theirs = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=10)
for step in range(10):
    compare(cosine_lr, step, 10, 0.3, expected=optimizer.param_groups[0]["lr"])
    optimizer.step()
    theirs.step()
