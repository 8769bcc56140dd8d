with drawing():
    photo = photograph(96, colour=True)
    x = torch.tensor(photo)
    normed = {"x": photo}
    for size in (1, 5):
        y = F.local_response_norm(x, size, alpha=size, beta=0.5, k=0.01)
        sizes = {"alpha": size, "beta": 0.5, "k": 0.01}
        normed[f"size = {size}"] = yours(local_response_norm, photo, size, **sizes, expected=y)
    show_images(normed)
