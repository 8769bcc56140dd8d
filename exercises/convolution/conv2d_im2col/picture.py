import timeit

with drawing():
    rng = np.random.default_rng(0)
    w = rng.standard_normal((8, 3, 3, 3))
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    sizes = [8, 16, 32, 64]
    seconds = {"conv2d_loops": [], "conv2d_im2col": [], "F.conv2d": []}
    for size in sizes:
        images = rng.standard_normal((1, 3, size, size))
        tensors = [torch.tensor(images), torch.tensor(w)]
        y = F.conv2d(*tensors)
        ways = [(conv2d_loops, [images, w]), (conv2d_im2col, [images, w]), (F.conv2d, tensors)]
        for (function, given), times in zip(ways, seconds.values(), strict=True):
            yours(function, *given, expected=y)
            call = "function(*given)"
            times.append(min(timeit.repeat(call, globals=globals(), number=1, repeat=5)))
    torch.set_num_threads(threads)
    figure, axis = plt.subplots(figsize=(7, 3.6), layout="constrained")
    for (name, times), line in zip(seconds.items(), ["o-", "s--", "^:"], strict=True):
        axis.loglog(sizes, times, line, label=f"{name}: {times[-1]:.4f} s")
    axis.set(xlabel="H = W", ylabel="s", xticks=sizes, xticklabels=sizes)
    axis.minorticks_off()
    axis.legend()
    plt.show()
