# %% im2col
image = np.arange(1, 13).reshape(1, 1, 3, 4)
print(im2col(image, 2))

images = np.arange(2 * 3 * 5 * 6, dtype=float).reshape(2, 3, 5, 6)
x = torch.tensor(images)
compare(im2col, images, (3, 2), expected=F.unfold(x, (3, 2)))
y = F.unfold(x, (2, 3), stride=(1, 3), padding=(1, 0))
compare(im2col, images, (2, 3), stride=(1, 3), padding=(1, 0), expected=y)
compare(im2col, images, 2, dilation=(1, 3), expected=F.unfold(x, 2, dilation=(1, 3)))

compare(im2col, images, (6, 2), raises=ValueError)
