"""The workbench as a browser shows it: pages opened, watched and judged.

A `Visit` is one page in a window of its own. It keeps whatever goes wrong: errors and warnings of
the console, scripts that fail, requests that fail or leave this machine.
"""

import contextlib
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from rawi.incidents.tables import gather_record
from rawi.record.builds import Plan, build_record

AXE = Path(__file__).parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_START_SECONDS = 60
# Serious and critical findings fail a page, and so do these lesser ones.
_GRAVE = {"serious", "critical"}
_RULES_TOO = {"landmark-unique", "region", "heading-order", "page-has-heading-one", "empty-heading"}

Complaint = str


def build_case(path: Path, articles: Path) -> Path:
    """Build a record of articles."""
    build_record(path, Plan(sources=(str(articles),), workers=1))
    gather_record(path)
    return path


def find_browser() -> str | None:
    """Return the path of the Chromium of this machine; None where there is none."""
    named = os.environ.get("RAWI_BROWSER")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


@contextlib.contextmanager
def serve(record: Path) -> Iterator[str]:
    """Run `rawi serve` over a record on a free port; yield its address."""
    command = [sys.executable, "-m", "rawi", "serve", str(record), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        for line in process.stdout:
            lines.put(line)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        first = lines.get(timeout=_START_SECONDS)
        assert ": http://" in first, first + "".join(list(lines.queue))
        yield first.split(": ", 1)[1].split()[0].rstrip("/")
    finally:
        process.terminate()
        process.wait(timeout=20)
        reader.join()
        process.stdout.close()


class Visit:
    """A window on the workbench, and what went wrong in it.

    Args:
        browser: Of Playwright.
        home: Address of the workbench.
        lang: Language of the interface.
        width: Of the window, in CSS pixels.
        dark: Whether the reader's system is set to dark colours.
    """

    def __init__(self, browser, home: str, *, lang="ar", width=1280, dark=False) -> None:
        self.home = home
        self.lang = lang
        self.complaints: list[Complaint] = []
        self.context = browser.new_context(
            base_url=home,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("requestfailed", lambda r: self.complaints.append(f"no answer: {r.url}"))
        self.page.on("response", self._weigh)
        self.page.on("request", self._follow)

    def _hear(self, message) -> None:
        # A driver that draws without a graphics card remarks that it is slow.
        if message.type in ("error", "warning") and "GL Driver Message" not in message.text:
            self.complaints.append(f"console: {message.text} {message.location}")

    def _weigh(self, response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def _follow(self, request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and not request.url.startswith(self.home + "/"):
            self.complaints.append(f"leaves the machine: {request.url}")

    def open(self, address: str) -> "Visit":
        """Go to an address of the workbench, in this visit's language, and wait for its page."""
        # The language is asked for as a reader would have it kept from before.
        self.context.add_init_script(f"localStorage.setItem('rawi-lang', '{self.lang}')")
        self.page.goto(address)
        return self.settle()

    def settle(self) -> "Visit":
        """Wait until nothing on the page is loading any more."""
        from playwright.sync_api import expect

        self.page.locator("main :is(h1, [role=alert])").first.wait_for()
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0)
        return self

    def press(self, *keys: str) -> "Visit":
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def focused(self) -> str:
        """Return the text, label or address of what has the focus."""
        return self.page.evaluate(
            "() => { const e = document.activeElement;"
            " return (e.innerText || e.ariaLabel || e.name || e.id || e.tagName).trim() }"
        )

    def tab_to(self, locator, *, most: int = 60) -> "Visit":
        """Go on with Tab until something has the focus, as someone without a mouse does."""
        for _ in range(most):
            if locator.evaluate("e => e === document.activeElement"):
                return self
            self.press("Tab")
        raise AssertionError(f"{locator} is not reached with {most} tabs")

    def overflow(self) -> list[str]:
        """Return what stands out of the window at its side; empty where the page fits."""
        return self.page.evaluate(_OVERFLOW)

    def barriers(self) -> list[str]:
        """Return what axe-core finds that keeps people out."""
        # Evaluated by the debugger, which the page's content security policy does not bind.
        self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']} ({one['impact']}): {node['html'][:160]} — "
            + " ".join(node["failureSummary"].split())[:240]
            for one in found["violations"]
            if one["impact"] in _GRAVE or one["id"] in _RULES_TOO
            for node in one["nodes"][:4]
        ]

    def close(self) -> None:
        """Close the window."""
        self.context.close()


_OVERFLOW = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const out = [...document.querySelectorAll('body *')].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width && (box.right > root.clientWidth + 1 || box.left < -1);
  });
  return [`${root.scrollWidth} > ${root.clientWidth}`, ...out.slice(0, 8).map(
    (e) => `${e.tagName}.${e.className} ${(e.textContent ?? '').trim().slice(0, 40)}`)];
}"""
