with drawing():
    photo = photograph(96, colour=True)
    tint = np.array([1.0, 0.7, 0.3]).reshape(1, 3, 1, 1)
    gamma, beta = np.full(3, 0.2), np.full(3, 0.5)
    weights = torch.tensor(gamma), torch.tensor(beta)
    normed = {}
    for name, x in {"x": photo, "tint * x": tint * photo}.items():
        normed[name] = x
        for groups in (1, 3):
            y = F.group_norm(torch.tensor(x), groups, *weights)
            answer = yours(group_norm, x, groups, gamma, beta, expected=y)
            normed[f"group_norm({name}, {groups})"] = answer
    show_images(normed, columns=3)
