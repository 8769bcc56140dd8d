with drawing():
    rng = np.random.default_rng(10)
    photo = photograph(96)

    def dropped(x, mask, p):
        y = torch.where(torch.tensor(mask), torch.tensor(x) / (1 - p), 0.0)
        return yours(dropout, x, mask, p, expected=y)

    images = {"x": photo}
    for p in (0.2, 0.8):
        images[f"p = {p}"] = dropped(photo, rng.random(photo.shape) >= p, p)
    many = [dropped(photo, rng.random(photo.shape) >= 0.8, 0.8) for _ in range(200)]
    images["mean(y), p = 0.8"] = np.minimum(1, np.mean(many, axis=0))
    show_images(images)

    x, dy = rng.standard_normal((2, 1, 1, 5, 9))
    mask = rng.random(x.shape) >= 0.5
    expected = torch.where(torch.tensor(mask), torch.tensor(dy) / 0.5, 0.0)
    dx = yours(dropout_backward, dy, mask, 0.5, expected=expected)
    show_gradient(lambda x: dropped(x, mask, 0.5), x, dy, dx)
