"""What holds for all tests, wherever they are started from."""

import signal

# A job that a shell starts in the background ignores Ctrl-C, and so would every program that the tests run.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
