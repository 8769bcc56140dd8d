with drawing():
    photo = photograph(64)
    dice = np.random.default_rng(4)
    twelve = np.pad(photo.repeat(12, axis=0), ((0, 0), (0, 0), (8, 8), (8, 8)), "edge")
    mask, offsets = dice.random(12) < 0.5, dice.integers(0, 17, (12, 2))
    columns = torch.tensor(twelve)
    chosen = torch.tensor(mask)[:, None, None, None]
    mirrored = yours(flip, twelve, mask, expected=torch.where(chosen, columns.flip(3), columns))
    cut = [each[:, i:, j:][:, :64, :64] for each, (i, j) in zip(mirrored, offsets, strict=False)]
    moved = yours(crop, mirrored, offsets, 64, expected=np.array(cut))
    show_images({str(n): image for n, image in enumerate(moved)}, columns=6)
