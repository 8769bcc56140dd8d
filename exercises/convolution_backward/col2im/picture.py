with drawing():
    photo = photograph(48)
    sizes = {"kernel": 16, "stride": 8}

    def there_and_back(x):
        cols = im2col(x, **sizes)
        expected = F.fold(torch.tensor(cols), (48, 48), 16, stride=8)
        return yours(col2im, cols, (48, 48), **sizes, expected=expected)

    summed, count = there_and_back(photo), there_and_back(np.ones(photo.shape))
    divided = np.divide(summed, count, out=np.zeros(photo.shape), where=count != 0)
    drawn = {"x": photo, "col2im(im2col(x))": summed, "n": count, "col2im(im2col(x)) / n": divided}
    show_images(drawn)
