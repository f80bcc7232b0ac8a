from tests.calendars.reading.growth import grows_linearly, steps_grow_linearly


def test_one_pass_grows_linearly():
    assert grows_linearly(str.upper, "a".__mul__, 1_000)


def test_a_pass_for_each_letter_does_not_grow_linearly():
    def every_pair(text):
        return sum(one == other for one in text for other in text)

    assert not grows_linearly(every_pair, "a".__mul__, 30)


def test_the_steps_of_one_pass_grow_linearly():
    assert steps_grow_linearly(lambda text: [letter.upper() for letter in text], "a".__mul__, 100)


def test_the_steps_of_a_pass_for_each_letter_do_not():
    def every_pair(text):
        return [[one for one in text if one == other] for other in text]

    assert not steps_grow_linearly(every_pair, "a".__mul__, 30)
