with drawing():
    x = np.linspace(-2.0, 2.0, 9)
    dy = np.ones(9)
    yours(numerical_gradient, np.exp, x, dy, expected=np.exp(x))
    steps = 10.0 ** -np.arange(14)
    errors = [np.abs(numerical_gradient(np.exp, x, dy, h=h) / np.exp(x) - 1).max() for h in steps]
    figure, axis = plt.subplots(figsize=(7, 3.6), layout="constrained")
    axis.loglog(steps, errors, "o-")
    axis.axvline(1e-5, linestyle="--", color="gray")
    axis.set(xlabel="h", ylabel="max |Δ| / |dx|")
    plt.show()
