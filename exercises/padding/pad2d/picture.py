with drawing():
    photo = photograph(96)
    sheets = [
        (8, 0.0, [8, 8, 8, 8]),
        ((0, 24), 0.5, [24, 24, 0, 0]),
        (((0, 40), (4, 4)), 1.0, [4, 4, 0, 40]),
    ]
    frames = {"x": photo}
    for pad, value, around in sheets:
        y = F.pad(torch.tensor(photo), around, value=value)
        frames[f"pad = {pad}"] = yours(pad2d, photo, pad, value, expected=y)
    show_images(frames)
