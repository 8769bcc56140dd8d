# %% conv_output_size
print(conv_output_size((8, 7), 3, stride=2, padding=(1, 0), dilation=(1, 2)))

image = torch.zeros(1, 1, 17, 23)
weights = torch.zeros(1, 1, 5, 8)
for sizes in [(1, 0, 1), ((3, 4), 0, 1), (2, (1, 3), 1), (1, 4, (4, 2))]:
    stride, padding, dilation = sizes
    y = F.conv2d(image, weights, stride=stride, padding=padding, dilation=dilation)
    compare(
        f"conv_output_size((17, 23), (5, 8), {stride}, {padding}, {dilation})",
        np.array(conv_output_size((17, 23), (5, 8), stride, padding, dilation)),
        np.array(y.shape[2:]),
    )

try:
    conv_output_size((4, 9), (5, 3), stride=2)
except ValueError as error:
    print("ValueError:", error)
else:
    raise AssertionError("conv_output_size((4, 9), (5, 3), stride=2)")
