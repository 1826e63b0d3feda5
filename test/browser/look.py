#!/usr/bin/env python3
"""look.py BROWSER [--keep FOLDER] PAGE... - opens pages of the dashboard in a
headless Chromium and looks at them: how large they are, what they load, what
they say on the console, how they are built, whether their text can be read in
light and dark, whether anything is cut on a wide screen, on a phone and on
paper, and whether the browser holds to their policy. Prints TAP; the last line
is "N passed, N failed". With --keep it leaves pictures of the last page there:
light.png, dark.png, phone.png and print.pdf.

The browser is told what to do over a pipe (--remote-debugging-pipe: messages in
JSON, each ended by NUL), so nothing but Python is needed.
"""
import base64
import json
import os
import subprocess
import sys
import tempfile

WIDE, PHONE, PAPER = 1280, 375, 720
SIZE_MOST = 500000  # bytes, of two years of 300 members

# What is asked of the page, in its own language; each gives a list of faults.
STRUCTURE = r"""
(() => {
  const faults = [];
  const want = (is, what) => { if (!is) faults.push(what); };
  const all = s => [...document.querySelectorAll(s)];
  want(document.documentElement.lang, 'no language');
  want(document.title, 'no title');
  want(all('h1').length === 1, 'not one h1');
  for (const part of ['header', 'nav', 'main', 'footer'])
    want(all(part).length === 1, 'not one ' + part);
  want(all('script,iframe,object,embed,form,img,video,audio').length === 0,
       'something that loads or runs');
  want(all('*').every(e => e.getAttributeNames()
       .every(n => !/^on/i.test(n) && n !== 'style')), 'on... or style');
  want(all('meta[http-equiv=Content-Security-Policy]').length === 1, 'no policy');
  const ids = all('[id]').map(e => e.id);
  want(new Set(ids).size === ids.length, 'an id is there twice');
  for (const a of all('a[href^="#"]'))
    want(document.getElementById(a.hash.slice(1)), 'no target ' + a.hash);
  for (const e of all('[aria-labelledby]'))
    for (const id of e.getAttribute('aria-labelledby').split(' '))
      want(document.getElementById(id)?.textContent.trim(), 'no label ' + id);
  let level = 1;
  for (const h of all('h1,h2,h3,h4')) {
    want(+h.tagName[1] <= level + 1, 'heading skips a level: ' + h.textContent);
    level = +h.tagName[1];
  }
  for (const svg of all('svg')) {
    want(svg.getAttribute('role') === 'img', 'svg without role');
    want(svg.querySelector(':scope > title'), 'svg without title');
    want(svg.querySelector(':scope > desc')?.textContent.length > 10,
         'svg without desc');
    want(svg.querySelector('rect,path[class],circle'), 'an empty chart: ' +
         svg.querySelector('title')?.textContent);
    want(/^[\d. ]+$/.test(svg.getAttribute('viewBox')), 'viewBox');
  }
  for (const figure of all('figure'))
    want(figure.querySelector('figcaption') &&
         figure.querySelector('details table tbody tr'), 'no data behind ' +
         figure.textContent.slice(0, 40));
  for (const table of all('table')) {
    want(table.caption || table.closest('figure'), 'table without caption');
    want([...table.querySelectorAll('th')].every(h => h.scope), 'th without scope');
    const columns = table.tHead.rows[0].cells.length;
    want([...table.tBodies[0].rows].every(r => r.cells.length === columns),
         'cells and heads differ: ' + table.caption?.textContent);
  }
  for (const box of all('.scroll'))
    want(box.tabIndex === 0 && box.getAttribute('aria-label'),
         'scrolls without keys or name');
  want(!/NaN|undefined|Infinity/.test(document.documentElement.outerHTML),
       'NaN or undefined');
  return faults;
})()
"""

# WCAG 2.1: relative luminance and contrast; text over what is painted below it.
CONTRAST = r"""
(() => {
  const faults = [];
  const parse = c => { const m = c.match(/[\d.]+/g); return m && m.map(Number); };
  const channel = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const luminance = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05); };
  const ground = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c && (c.length < 4 || c[3] === 1)) return c; }
    return [255, 255, 255]; };
  let checked = 0;
  const check = (e, ink, below, least) => { checked++;
    const found = contrast(ink, below);
    if (found < least) faults.push(found.toFixed(2) + ' ' + e.tagName + ' ' +
      (e.getAttribute('class') || '') + ' ' + e.textContent.trim().slice(0, 30)); };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const e = words.currentNode.parentElement;
    if (!words.currentNode.textContent.trim() || e.closest('svg')) continue;
    check(e, parse(getComputedStyle(e).color), ground(e), 4.5);
  }
  for (const t of document.querySelectorAll('svg text')) {
    const before = t.previousElementSibling;
    const cell = before && /^h\d/.test(before.getAttribute('class') || '');
    check(t, parse(getComputedStyle(t).fill),
          cell ? parse(getComputedStyle(before).fill) : ground(t), 4.5);
  }
  for (const m of document.querySelectorAll('svg rect[class^=s], svg circle, svg path[class^=l], svg path.a')) {
    const style = getComputedStyle(m);
    check(m, parse(/^l/.test(m.getAttribute('class')) ? style.stroke : style.fill), ground(m), 3);
  }
  if (checked < 10) faults.push('only ' + checked + ' looked at');
  return faults;
})()
"""

# Nothing sticks out of the page, of its chart, or lies on its neighbour.
LAYOUT = r"""
(() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width)
    faults.push('page is ' + document.documentElement.scrollWidth + ' wide, screen ' + width);
  for (const e of document.querySelectorAll('h1,h2,p,li,figcaption,strong,summary')) {
    const r = e.getBoundingClientRect();
    if (r.width && (r.right > width + 1 || r.left < -1) && !e.closest('.skip'))
      faults.push('out of the page: ' + e.textContent.slice(0, 40));
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
      faults.push('cut: ' + e.textContent.slice(0, 40));
  }
  for (const box of document.querySelectorAll('.tables .scroll'))
    if (box.scrollWidth > box.clientWidth)
      faults.push('a statement does not fit: ' + box.getAttribute('aria-label'));
  for (const svg of document.querySelectorAll('svg')) {
    const frame = svg.getBoundingClientRect();
    const title = svg.querySelector('title').textContent;
    const texts = [...svg.querySelectorAll('text')].map(t => [t, t.getBoundingClientRect()]);
    for (const [t, r] of texts) {
      if (r.left < frame.left - 3 || r.right > frame.right + 3 ||
          r.top < frame.top - 3 || r.bottom > frame.bottom + 3)
        faults.push('out of ' + title + ': ' + t.textContent);
      if (parseFloat(getComputedStyle(t).fontSize) * frame.width /
          svg.viewBox.baseVal.width < 9)
        faults.push('too small in ' + title + ': ' + t.textContent);
    }
    for (let i = 0; i < texts.length; i++)
      for (let k = i + 1; k < texts.length; k++) {
        const [a, b] = [texts[i][1], texts[k][1]];
        if (a.left < b.right - 1 && b.left < a.right - 1 &&
            a.top < b.bottom - 4 && b.top < a.bottom - 4)
          faults.push('over each other in ' + title + ': ' +
            texts[i][0].textContent + ' | ' + texts[k][0].textContent);
      }
  }
  return [...new Set(faults)];
})()
"""

# What the policy must stop, tried from within: a picture and a text from another
# host, a style and a script of its own. Nothing of it may happen.
POLICY = r"""
(async () => {
  const faults = [];
  let stopped = 0;
  document.addEventListener('securitypolicyviolation', () => stopped++);
  const image = new Image();
  const loaded = new Promise(done => { image.onload = () => done(true);
    image.onerror = () => done(false); });
  image.src = 'http://localhost:9/a.png';
  if (await loaded) faults.push('a picture was loaded');
  await fetch('http://localhost:9/').then(() => faults.push('a text was loaded'), () => 0);
  const style = document.createElement('style');
  style.textContent = 'h1{font-size:77px}';
  document.head.append(style);
  if (getComputedStyle(document.querySelector('h1')).fontSize === '77px')
    faults.push('a style was taken');
  const script = document.createElement('script');
  script.textContent = 'window.hasRun = true';
  document.head.append(script);
  if (window.hasRun) faults.push('a script ran');
  await new Promise(done => setTimeout(done, 100));
  if (stopped < 4) faults.push('only ' + stopped + ' of 4 were stopped by the policy');
  return faults;
})()
"""

# On paper: no links, nothing folded, black on white.
PAPERED = r"""
(() => {
  const faults = [];
  const shown = s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility());
  if (shown('nav,.skip,details').length) faults.push('links or folded tables are printed');
  if (shown('section').length !== document.querySelectorAll('section').length)
    faults.push('a part is not printed');
  for (const f of document.querySelectorAll('figure,.cards li'))
    if (getComputedStyle(f).breakInside !== 'avoid') { faults.push('a figure may be cut by a page'); break; }
  return faults;
})()
"""

# Every link, summary and scrolling region is reached by the tab key.
REACHED = r"""
[...document.querySelectorAll('a,summary,.scroll')]
  .filter(e => e.checkVisibility() && e.tabIndex < 0).map(e => e.outerHTML.slice(0, 60))
"""


class Browser:
    """A Chromium with one page."""

    def __init__(self, program, folder):
        to_read, self.to = os.pipe()
        self.back, back_write = os.pipe()

        def wire():
            # The browser reads from 3 and writes to 4.
            os.dup2(to_read, 13)
            os.dup2(back_write, 14)
            os.dup2(13, 3)
            os.dup2(14, 4)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu",
             "--hide-scrollbars", "--no-first-run", "--disable-extensions",
             "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
             "--user-data-dir=" + folder, "--remote-debugging-pipe", "about:blank"],
            preexec_fn=wire, close_fds=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(back_write)
        self.number = 0
        self.rest = b""
        self.events = []
        self.session = None
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(t for t in targets if t["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=page["targetId"],
                                 flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")

    def message(self):
        while b"\0" not in self.rest:
            part = os.read(self.back, 1 << 16)
            if not part:
                raise SystemExit("the browser ended")
            self.rest += part
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") != self.number:
                self.events.append(answer)
                continue
            if "error" in answer:
                raise SystemExit(method + ": " + answer["error"]["message"])
            return answer["result"]

    def open(self, address):
        self.call("Page.navigate", url=address)
        while not any(e.get("method") == "Page.loadEventFired" for e in self.events):
            self.events.append(self.message())

    def ask(self, question):
        found = self.call("Runtime.evaluate", expression=question, returnByValue=True,
                          awaitPromise=True)
        if "exceptionDetails" in found:
            raise SystemExit(str(found["exceptionDetails"])[:500])
        return found["result"].get("value")

    def screen(self, width, dark):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900,
                  deviceScaleFactor=1, mobile=width == PHONE)
        self.call("Emulation.setEmulatedMedia", media="print" if width == PAPER else "",
                  features=[{"name": "prefers-color-scheme",
                             "value": "dark" if dark else "light"}])

    def keep(self, path):
        data = self.call("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def keep_print(self, path):
        data = self.call("Page.printToPDF", printBackground=False)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self):
        self.process.terminate()
        self.process.wait()
        os.close(self.to)
        os.close(self.back)


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
        for fault in faults[:20]:
            print("#   " + str(fault))


def loads(events):
    """Requests for anything but the page itself and data: addresses."""
    found = [e["params"]["request"]["url"] for e in events
             if e.get("method") == "Network.requestWillBeSent"]
    return [url for url in found[1:] if not url.startswith("data:")]


def says(events):
    """What stands on the console."""
    return [json.dumps(e["params"])[:300] for e in events
            if e.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded",
                                   "Runtime.consoleAPICalled")]


def look(browser, page, folder, results):
    name = os.path.basename(page)
    browser.events.clear()
    browser.screen(WIDE, False)
    size = os.path.getsize(page)
    results.check(name + ": is small", [size] if size > SIZE_MOST else [])
    browser.open("file://" + os.path.abspath(page))
    results.check(name + ": built as it should be", browser.ask(STRUCTURE))
    results.check(name + ": all is reached by keys", browser.ask(REACHED))
    for screen, width, dark in (("light", WIDE, False), ("dark", WIDE, True),
                                ("phone", PHONE, False)):
        browser.screen(width, dark)
        for opened in ("false", "true"):
            browser.ask("document.querySelectorAll('details').forEach(d => d.open = %s)"
                        % opened)
            if opened == "false" and folder:
                height = browser.ask("document.documentElement.scrollHeight")
                browser.call("Emulation.setDeviceMetricsOverride", width=width,
                             height=height, deviceScaleFactor=1, mobile=width == PHONE)
                browser.keep(os.path.join(folder, screen + ".png"))
                browser.screen(width, dark)
            also = ", numbers shown" if opened == "true" else ""
            results.check("%s: %s%s: text and marks stand out" % (name, screen, also),
                          browser.ask(CONTRAST))
            results.check("%s: %s%s: nothing is cut or covered" % (name, screen, also),
                          browser.ask(LAYOUT))
    browser.ask("document.querySelectorAll('details').forEach(d => d.open = false)")
    browser.screen(PAPER, False)
    results.check(name + ": paper: is fit to be printed", browser.ask(PAPERED))
    results.check(name + ": paper: text and marks stand out", browser.ask(CONTRAST))
    results.check(name + ": paper: nothing is cut or covered", browser.ask(LAYOUT))
    browser.screen(WIDE, False)
    if folder:
        browser.keep_print(os.path.join(folder, "print.pdf"))
    results.check(name + ": loads nothing", loads(browser.events))
    results.check(name + ": says nothing on the console", says(browser.events))
    results.check(name + ": the browser holds to its policy", browser.ask(POLICY))


def main():
    program, pages = sys.argv[1], sys.argv[2:]
    folder = None
    if pages[0] == "--keep":
        folder, pages = pages[1], pages[2:]
    results = Results()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        try:
            for page in pages:
                look(browser, page, folder, results)
        finally:
            browser.close()
    print("1..%d" % (results.passed + results.failed))
    print("%d passed, %d failed" % (results.passed, results.failed))
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())
