import time

with drawing():
    rng = np.random.default_rng(0)
    w = rng.standard_normal((8, 3, 3, 3))
    small = rng.standard_normal((1, 3, 6, 6))
    expected = F.conv2d(torch.tensor(small), torch.tensor(w))
    for function in (conv2d_loops, conv2d_im2col):
        yours(function, small, w, expected=expected)
    sizes = [8, 16, 32, 64]
    figure, axis = plt.subplots(figsize=(7, 3.6), layout="constrained")
    for function, line in [(conv2d_loops, "o-"), (conv2d_im2col, "s--"), (F.conv2d, "^:")]:
        seconds = []
        for size in sizes:
            images = rng.standard_normal((1, 3, size, size))
            given = [images, w] if function is not F.conv2d else [*map(torch.tensor, (images, w))]
            start = time.perf_counter()
            function(*given)
            seconds.append(time.perf_counter() - start)
        axis.loglog(sizes, seconds, line, label=f"{function.__name__}: {seconds[-1]:.1e} s")
    axis.set(xlabel="H = W", ylabel="s", xticks=sizes, xticklabels=sizes)
    axis.minorticks_off()
    axis.legend()
    plt.show()
