with drawing():
    photo = photograph(96)
    kernels = {
        "blur": np.full((5, 5), 1 / 25),
        "edges": np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]]),
        "sharpen": np.array([[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]]),
    }
    maps = {"x": photo}
    for name, kernel in kernels.items():
        w = kernel[None, None]
        y = F.conv2d(torch.tensor(photo), torch.tensor(w))
        maps[name] = yours(conv2d_loops, photo, w, expected=y)
    maps["sharpen"] = np.clip(maps["sharpen"], 0, 1)
    show_images(maps)
