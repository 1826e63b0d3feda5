#!/usr/bin/env python3
"""check.py PROGRAM - in an empty folder: a book of 300 members whose names are
hard to put into mails, their statements as files and sent, and what another
program makes of them. Prints TAP.

The names are in Greek, Arabic, Hebrew, Chinese and emoji, hold "<>&', commas,
encoded words, addresses and what looks like headers; a line break of any kind is
no name that the book takes. 280 agree to letters, 10 do not, 10 took their
consent back.
"""
import email
import email.header
import email.policy
import email.utils
import glob
import html.parser
import os
import shutil
import socket
import subprocess
import sys
import threading

COUNT, WITHOUT, TOOK_BACK = 300, 10, 10
NAMES = [
    "Ελένη Παπαδοπούλου", "محمد بن عبد الله", "שרה לוי", "王小明", "やまだ 太郎",
    "👩‍👧 Family 🎉", "Ann \"Annie\" O'Neil", "<b>Bold</b> & Sons", "Müller, Jürgen",
    "=?utf-8?q?Trick?=", "a@b.example", "Bcc: all@evil.example", "To: all@evil.example, m001@example.org", "{{points}}",
    "A very long name that goes on and on until no line of a header can hold it in one piece "
    "and it has to be folded somewhere Ω", "</td></table><script>alert(1)</script>",
    "Zoë; DROP", "(comment)", "back\\slash", "ﷺ ﷽", "e\u0301 combining", "Łukasz Żółć",
    "' or 1=1", "% &amp; &lt;", "dot.", "İstanbul ığ", "ß ẞ", "🏴‍☠️", "नमस्ते", "N",
]
RULES = """\
program: {name: "Rosa's \\"Club\\" & <Bar> Ω", currency: EUR}
units: [{name: point, plural: points}]
earn: [{name: base, on: purchase, points: 1, per: 1.00}]
rewards: [{name: coffee, title: "A <coffee> & cake", kind: product, cost: 10, value: 2.80}]
messages: {from: "Rosa's Club <club@example.org>"}
"""


class Results:
    """TAP."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name, faults):
        if faults:
            self.failed += 1
        else:
            self.passed += 1
        print("%sok %d - %s" % ("not " if faults else "",
                                self.passed + self.failed, name))
        for fault in list(faults)[:10]:
            print("#   " + repr(fault)[:300])


def name_of(number):
    return "%s %d" % (NAMES[number % len(NAMES)], number)


def quoted(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"')


def write_book():
    with open("rules.yaml", "w", encoding="utf-8") as file:
        file.write(RULES)
    with open("members.points", "w", encoding="utf-8") as file:
        for i in range(COUNT):
            file.write("profile M%03d %s email:m%03d@example.org\n" % (i, quoted(name_of(i)), i))
        for i in range(WITHOUT, COUNT):
            file.write("2026-09-01 consent M%03d +email\n" % i)
        for i in range(WITHOUT, WITHOUT + TOOK_BACK):
            file.write("2026-10-01 consent M%03d -email\n" % i)
    with open("book.points", "w", encoding="utf-8") as file:
        file.write('rules "rules.yaml"\ninclude "members.points"\n')
        for i in range(COUNT):
            file.write("2026-09-01 join M%03d\n" % i)
        for i in range(COUNT):
            file.write("2026-10-05 purchase M%03d %d.00 EUR ^P%d\n" % (i, 10 + i, i))


def run(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True,
                          encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


class Page(html.parser.HTMLParser):
    """The text of a page, and what a letter may not hold."""

    def __init__(self):
        super().__init__()
        self.text, self.bad, self.skip = [], [], False

    def handle_starttag(self, tag, attributes):
        self.skip = tag == "style"
        if tag in ("script", "iframe", "img", "object", "form", "b"):
            self.bad.append(tag)
        for name, _ in attributes:
            if name.startswith("on") or name in ("src", "href"):
                self.bad.append(name)

    def handle_endtag(self, tag):
        self.skip = False

    def handle_data(self, data):
        if not self.skip:
            self.text.append(data)


def fields_are_fine(raw):
    """Lines of the header as RFC 5322 has them."""
    head = raw.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    return (max(map(len, head.split(b"\n"))) <= 78 and
            all(32 <= byte < 127 or byte in (9, 10) for byte in head))


def receiver_of(raw):
    """The name in To. Python's newer parser leaves a blank between encoded words
    of a name, which RFC 2047 (6.2) wants away; its older one does not."""
    field = email.message_from_bytes(raw)["To"]
    name = email.utils.parseaddr(" ".join(field.split()))[0]
    return str(email.header.make_header(email.header.decode_header(name)))


def look_at(raw, member):
    """The faults of a letter to a member, by its number."""
    faults = []
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    name = name_of(member)
    shown = " ".join(name.split())
    to = mail["To"].addresses
    if mail.defects or any(mail[field].defects for field in ("From", "To", "Subject", "Date")):
        faults.append(("defects", mail.defects))
    if len(to) != 1 or to[0].addr_spec != "m%03d@example.org" % member:
        faults.append(("to", str(mail["To"])))
    elif " ".join(receiver_of(raw).split()) != shown:
        faults.append(("name", receiver_of(raw), shown))
    if sorted(mail.keys()) != sorted(set(mail.keys())) or mail["Bcc"] or mail["Cc"]:
        faults.append(("headers", mail.keys()))
    if [part.get_content_type() for part in mail.walk()] != [
            "multipart/alternative", "text/plain", "text/html"]:
        faults.append("parts")
        return faults
    plain = mail.get_body(("plain",)).get_content()
    page = Page()
    page.feed(mail.get_body(("html",)).get_content())
    if page.bad:
        faults.append(("in the page", page.bad))
    for where, text in (("plain", plain), ("page", "".join(page.text))):
        words = " ".join(text.split())
        if shown not in words:
            faults.append((where, "no name", words[:80]))
        if str(10 + member) not in words:
            faults.append((where, "no points"))
    if not fields_are_fine(raw):
        faults.append("a line of the header is too long, or not ASCII")
    return faults


class Sink(threading.Thread):
    """An SMTP server (RFC 5321) that keeps what it is sent."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.mails = []  # (from, [to], bytes)

    def run(self):
        while True:
            client, _ = self.socket.accept()
            with client, client.makefile("rwb") as lines:
                self.talk(lines)

    def talk(self, lines):
        def say(text):
            lines.write(text.encode() + b"\r\n")
            lines.flush()
        sender, receivers = None, []
        say("220 sink")
        for line in lines:
            word = line[:4].upper()
            if word == b"MAIL":
                sender, receivers = line.decode().strip(), []
            elif word == b"RCPT":
                receivers.append(line.decode().strip())
            elif word == b"DATA":
                say("354 go on")
                body = []
                for part in lines:
                    if part == b".\r\n":
                        break
                    body.append(part[1:] if part.startswith(b".") else part)
                self.mails.append((sender, receivers, b"".join(body)))
            elif word == b"QUIT":
                say("221 bye")
                return
            say("250 fine")


def check_breaks(program, results):
    """No kind of line break gets into a name."""
    faults = []
    for line_break in ("\n", "\r", "\r\n", "\v", "\x85", "\u2028", "\u2029"):
        with open("broken.points", "w", encoding="utf-8", newline="") as file:
            file.write('rules "rules.yaml"\n2026-09-01 join M1\n')
            file.write('profile M1 "Ann%sBcc: all@evil.example" email:a@example.org\n'
                       "2026-09-01 consent M1 +email\n" % line_break)
        status, _, _ = run(program, "-f", "broken.points", "letter", "statement", "-p",
                           "2026-10", "--outbox", "broken")
        if status == 0 or os.path.exists("broken"):
            faults.append(line_break)
    results.check("a line break of any kind is refused in a name", faults)


def check_outbox(program, results):
    expected = ["statement-2026-10-M%03d.eml" % i for i in range(WITHOUT + TOOK_BACK, COUNT)]
    status, _, said = run(program, "letter", "statement", "-p", "2026-10", "--outbox", "out")
    results.check("the outbox is filled", [] if status == 0 else [said])
    found = sorted(os.listdir("out")) if os.path.isdir("out") else []
    results.check("%d agreed and get a letter, %d did not" % (len(expected), WITHOUT + TOOK_BACK),
                  set(expected) ^ set(found))
    faults = []
    for path in sorted(glob.glob("out/*.eml")):
        with open(path, "rb") as file:
            raw = file.read()
        faults += [(path, f) for f in look_at(raw, int(path[-7:-4]))]
        if b"\n" in raw.replace(b"\r\n", b""):
            faults.append((path, "a line ends in LF alone"))
    results.check("another program reads every letter as it was meant", faults)
    status, _, said = run(program, "letter", "statement", "-p", "2026-10", "--outbox", "again")
    results.check("a second run writes nothing",
                  [said] if status != 0 or os.path.exists("again") and os.listdir("again") else [])


def check_sending(program, results):
    if not shutil.which("msmtp"):
        print("# skip sending: no msmtp")
        return
    sink = Sink()
    sink.start()
    with open("msmtprc", "w", encoding="ascii") as file:
        file.write("account default\nhost 127.0.0.1\nport %d\ntls off\nauth off\n" % sink.port)
    os.chmod("msmtprc", 0o600)
    with open("mailer", "w", encoding="ascii") as file:
        file.write('#!/bin/sh\nexec msmtp -C "$PWD/msmtprc" "$@"\n')
    os.chmod("mailer", 0o755)
    send = ("letter", "statement", "-p", "2026-10", "--send", "--mailer", "./mailer", "--yes")
    status, _, said = run(program, *send)
    results.check("msmtp takes all letters", [] if status == 0 else [said])
    wanted = ["m%03d@example.org" % i for i in range(WITHOUT + TOOK_BACK, COUNT)]
    got = sorted(to[0][len("RCPT TO:<"):].rstrip(">") for _, to, _ in sink.mails)
    results.check("the server got %d letters, each with one receiver" % len(wanted),
                  set(wanted) ^ set(got) or [to for _, to, _ in sink.mails if len(to) != 1])
    results.check("the sender is that of the rules",
                  [s for s, _, _ in sink.mails if "<club@example.org>" not in s])
    faults = []
    for _, to, raw in sink.mails:
        member = int(to[0][len("RCPT TO:<m"):][:3])
        faults += [(to, f) for f in look_at(raw, member)]
    results.check("what arrived is as it was meant", faults)
    count = len(sink.mails)
    status, _, said = run(program, *send)
    results.check("a second run sends nothing",
                  [said] if status != 0 or len(sink.mails) != count else [])
    # Whoever agrees later gets theirs, and nobody else again.
    with open("members.points", "a", encoding="utf-8") as file:
        file.write("2026-11-20 consent M000 +email\n")
    status, _, said = run(program, *send)
    results.check("who agrees later gets one letter",
                  [said] if status != 0 or len(sink.mails) != count + 1 else [])


def main():
    program = sys.argv[1]
    results = Results()
    write_book()
    status, _, said = run(program, "check")
    results.check("the book is fine", [] if status == 0 else [status, said])
    check_breaks(program, results)
    check_outbox(program, results)
    write_book()
    check_sending(program, results)
    print("1..%d" % (results.passed + results.failed))
    print("%d passed, %d failed" % (results.passed, results.failed))
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())
