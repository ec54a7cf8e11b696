"""Types into a psql on a pseudo-terminal what stdin has, a line at a time, and writes
what psql shows of each as a line of JSON.

A line is typed and completed: text and a tab. One that begins with "run " is run; "watch "
is run until three results have come, then interrupted; "interrupt " is interrupted when
it has begun. Arguments: psql's path and its own.
"""

import fcntl
import json
import os
import pty
import re
import select
import struct
import sys
import termios
import time

PROMPT = ">>>ready "
READY = "\n" + PROMPT  # a new prompt, not one that the line editor draws again
TYPED = "@@"  # typed behind a tab: when it is echoed, the completion is done
PATIENCE = 20  # seconds


class Terminal:
    def __init__(self, arguments):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvp(arguments[0], arguments)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 500, 2000, 0, 0))

    def send(self, text):
        os.write(self.fd, text.encode())

    def until(self, wanted, times=1):
        """Reads until wanted has come so many times."""
        seen, end = "", time.monotonic() + PATIENCE
        while seen.count(wanted) < times:
            ready, _, _ = select.select([self.fd], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise SystemExit("no %r in %r" % (wanted, seen))
            seen += os.read(self.fd, 65536).decode()
        return seen


def clean(text):
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text).replace("\x07", "").replace("\r", "")
    return text.replace(PROMPT, "")


def complete(terminal, line):
    terminal.send(line + "\t" + TYPED)
    shown = terminal.until(TYPED)
    terminal.send("\x15\n")  # an empty line gives a prompt
    terminal.until(READY)
    return clean(shown).replace(TYPED, "")


def interrupted(terminal, command, wanted, times, later):
    terminal.send(command + "\n")
    terminal.until(wanted, times)
    time.sleep(later)
    terminal.send("\x03")
    shown = clean(terminal.until(READY))
    terminal.send("SELECT 'alive' AS after;\n")
    return shown[-200:].partition("^C")[2] + clean(terminal.until(READY))


def show(terminal, line):
    word, _, rest = line.partition(" ")
    if word == "run":
        terminal.send(rest + "\n")
        return clean(terminal.until(READY))
    if word == "watch":
        return interrupted(terminal, rest, "(1 row)", 3, 0.2)  # psql waits for the next
    if word == "interrupt":
        return interrupted(terminal, rest, "\n", 1, 0.5)  # psql has shown the line; the server has yet to get it
    return complete(terminal, line)


def main():
    terminal = Terminal(sys.argv[1:])
    terminal.until(PROMPT)
    for line in sys.stdin.read().splitlines():
        print(json.dumps(show(terminal, line)), flush=True)


main()
