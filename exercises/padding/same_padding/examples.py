# %% same_padding
print(same_padding((6, 5), 3, 2))

image = torch.arange(56.0).reshape(1, 1, 7, 8)
weights = torch.ones(1, 1, 5, 3)
(top, bottom), (left, right) = same_padding((7, 8), (5, 3))
y = F.conv2d(F.pad(image, (left, right, top, bottom)), weights)
compare("F.conv2d(F.pad(image, ...), weights)", y, F.conv2d(image, weights, padding="same"))

(top, bottom), (left, right) = same_padding((7, 8), (5, 3), stride=(3, 2), dilation=(1, 2))
padded = F.pad(image, (left, right, top, bottom))
y = F.conv2d(padded, weights, stride=(3, 2), dilation=(1, 2))
compare("y.shape", np.array(y.shape), np.array([1, 1, 3, 4]))
