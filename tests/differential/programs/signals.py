"""A signal handler that runs in the middle of hot loops, looks around, changes things and raises."""
import signal

from transcript import stack

seen = []
flag = False


def handler(number, frame):
    global flag
    flag = True
    seen.append((frame.f_code.co_name, sorted(frame.f_locals)))


def wait():
    n = 0
    while not flag:
        n += 1
    return n > 0


def wait_inner():
    while True:
        for i in range(100):
            if flag:
                return i >= 0


class Alarm(Exception):
    pass


def raiser(number, frame):
    raise Alarm(frame.f_code.co_name)


def forever():
    n = 0.0
    while True:
        n += 1.5


def forever_calls():
    while True:
        nothing()


def nothing():
    pass


for function in (wait, wait_inner, wait):
    flag = False
    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.15)
    print(function.__name__, function(), seen[-1])
for function in (forever, forever_calls, forever):
    signal.signal(signal.SIGALRM, raiser)
    signal.setitimer(signal.ITIMER_REAL, 0.15)
    try:
        function()
    except Alarm as error:
        print(function.__name__, type(error).__name__, error.__traceback__.tb_next.tb_frame.f_code.co_name)
count = 0


def counted(number, frame):
    global count
    count += 1


signal.signal(signal.SIGALRM, counted)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)


def work():
    total = 0
    while count < 20:
        for i in range(1000):
            total += i % 7
    return total > 0


print(work(), count >= 20)
signal.setitimer(signal.ITIMER_REAL, 0)
