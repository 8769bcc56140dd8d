# %% conv_output_size
compare(conv_output_size, (8, 7), 3, stride=2, padding=(1, 0), dilation=(1, 2), expected=(4, 2))

image, weights = torch.zeros(1, 1, 16, 25), torch.zeros(1, 1, 5, 8)
for stride, padding, dilation in [(1, 0, 1), ((3, 4), 0, 1), (2, (1, 3), 1), (1, 4, (4, 2))]:
    y = F.conv2d(image, weights, None, stride, padding, dilation)
    size = tuple(y.shape[2:])
    compare(conv_output_size, (16, 25), (5, 8), stride, padding, dilation, expected=size)

compare(conv_output_size, (4, 9), (5, 3), stride=2, raises=ValueError)
