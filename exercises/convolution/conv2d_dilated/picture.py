with drawing():
    photo = photograph(96)
    w = np.array([[[[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]]]])
    maps = {"x": photo}
    for dilation in (1, 4, 8):
        y = F.conv2d(torch.tensor(photo), torch.tensor(w), dilation=dilation)
        seen = yours(conv2d_dilated, photo, w, dilation=dilation, expected=y)
        maps[f"dilation = {dilation}"] = seen
    show_images(maps)
