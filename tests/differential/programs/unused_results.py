"""Operations whose results nobody uses still raise; a call with keywords raises at the call. Found by tests/fuzz."""

import traceback


def modulo_one(a):
    a %= 1
    a = 10
    return a


def unbound_in_loop(limit):
    value = {}
    count = 0
    while count < limit:
        count += 1
        del value
    return count


class Adder:
    def add(self, by=1):
        return [] + by


def keyword_call(adder):
    return [adder.add(by=3).real]


def show(function, argument):
    try:
        print(function.__name__, function(argument))
    except Exception as error:
        step = error.__traceback__.tb_next
        position = list(step.tb_frame.f_code.co_positions())[step.tb_lasti // 2]
        print(function.__name__, type(error).__name__, error, position)
        print(traceback.format_exc().count("\n"))


for _ in range(6):
    show(modulo_one, 7)
    show(unbound_in_loop, 1)
    show(keyword_call, Adder())
show(modulo_one, object)
show(unbound_in_loop, 3)
