# %% receptive_field
def reach(layers):
    x = torch.zeros(1, 1, 100, requires_grad=True)
    y = x
    for kernel, stride, dilation in layers:
        y = F.conv1d(y, torch.ones(1, 1, kernel), stride=stride, dilation=dilation)
    y[0, 0, 0].backward()
    return x.grad.nonzero().max().item() + 1


for layers in [
    [(3, 1, 1), (3, 1, 1)],
    [(3, 1, 1), (2, 2, 1), (3, 1, 1)],
    [(5, 2, 1), (3, 1, 2), (2, 3, 1), (4, 1, 1)],
]:
    compare(receptive_field, layers, expected=reach(layers))
