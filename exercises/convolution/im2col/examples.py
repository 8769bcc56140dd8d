# %% im2col
image = np.arange(1, 13).reshape(1, 1, 3, 4)
print(im2col(image, 2))

images = np.arange(2 * 3 * 5 * 6, dtype=float).reshape(2, 3, 5, 6)
tensor = torch.tensor(images)
compare("im2col(images, (3, 2))", im2col(images, (3, 2)), F.unfold(tensor, (3, 2)))
compare(
    "im2col(images, (2, 3), stride=(1, 3), padding=(1, 0))",
    im2col(images, (2, 3), stride=(1, 3), padding=(1, 0)),
    F.unfold(tensor, (2, 3), stride=(1, 3), padding=(1, 0)),
)
compare(
    "im2col(images, 2, dilation=(1, 3))",
    im2col(images, 2, dilation=(1, 3)),
    F.unfold(tensor, 2, dilation=(1, 3)),
)
