with drawing():
    photo = photograph(96)
    x = torch.tensor(photo)
    frames = {"x": photo}
    for pad, value in [(8, 0.0), ((0, 24), 0.5), (((0, 40), (4, 4)), 1.0)]:
        (top, bottom), (left, right) = sides(pad)
        expected = F.pad(x, (left, right, top, bottom), value=value)
        frames[f"pad = {pad}"] = yours(pad2d, photo, pad, value, expected=expected)
    show_images(frames)
