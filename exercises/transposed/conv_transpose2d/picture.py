with drawing():
    photo = photograph(48)
    x = torch.tensor(photo)
    hat = np.array([0.25, 0.75, 0.75, 0.25])
    kernels = {
        "2 × 2": np.ones((2, 2)),
        "3 × 3": np.full((3, 3), 4 / 9),
        "4 × 4": np.outer(hat, hat),
    }
    drawn = {"x": photo}
    for name, kernel in kernels.items():
        w = kernel[None, None]
        y = F.conv_transpose2d(x, torch.tensor(w), stride=2)
        drawn[f"w: {name}"] = yours(conv_transpose2d, photo, w, stride=2, expected=y)
    show_images(drawn)
