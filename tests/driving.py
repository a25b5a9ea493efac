"""Chromium, Firefox and WebKit under one small driver, so that one test is run in each.

Firefox is driven over its own remote protocol (Marionette), WebKit over WebDriver: both take the same commands, the
one in JSON over a socket, the other over HTTP, and a page of either needs no library for it. Chromium is Playwright's.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, ClassVar

from browsers import find
from playwright.sync_api import Error, Page

_SCREEN = (1600, 1200)  # px, of the screen on which WebKit draws
_SECONDS = 20  # until what is waited for counts as absent
_KEYS = {
    "Shift": "\ue008", "Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "Space": " ", "End": "\ue010",
    "Home": "\ue011", "PageUp": "\ue00e", "ArrowUp": "\ue013", "ArrowDown": "\ue015", "ArrowRight": "\ue014",
}  # fmt: skip
_MIDDLE = """
const all = [...document.querySelectorAll(arguments[0])], it = all.find((one) => one.getClientRects().length) ?? all[0];
if (!it) throw new Error(`no ${arguments[0]}`);
it.scrollIntoView({ block: "center", behavior: "instant" });
const { left, top, width, height } = it.getClientRects()[0];
return [Math.round(left + width / 2), Math.round(top + height / 2)];
"""


class Driver(ABC):
    """A browser with one window."""

    name: str

    @abstractmethod
    def open(self, url: str) -> None:
        """Open a page and wait until it has loaded."""

    @abstractmethod
    def run(self, script: str, *given: Any) -> Any:
        """Run the body of a function in the page; `given` are its `arguments`."""

    @abstractmethod
    def press(self, keys: str) -> None:
        """Press a key, or one with others held (Shift+Tab)."""

    @abstractmethod
    def point(self, x: int, y: int, *, press: bool = False) -> None:
        """Move the pointer to a place in the window, and press there."""

    @abstractmethod
    def size(self, width: int, height: int = 900) -> None:
        """Make the page as wide and high as this."""

    @abstractmethod
    def back(self) -> None:
        """Go a step back."""

    def system(self, *, dark: bool) -> bool:
        """Let the system be dark or light while the page is shown; tell whether that can be done here."""
        return False

    def print(self) -> bytes | None:
        """Print the page on A4 into a PDF; None where the driver has no printer."""
        return None

    def click(self, selector: str) -> None:
        """Bring the first shown of what a selector names into the middle and press it."""
        self.point(*self.run(_MIDDLE, selector), press=True)

    def hover(self, selector: str) -> None:
        """Point at it, as somebody who comes from a step beside."""
        x, y = self.run(_MIDDLE, selector)
        self.point(x + 1, y + 1)
        self.point(x, y)

    def type(self, text: str) -> None:
        """Type letters one after the other."""
        for letter in text:
            self.press("Space" if letter == " " else letter)

    def wait(self, condition: str, *given: Any) -> None:
        """Wait until an expression is true."""
        last = time.monotonic() + _SECONDS
        while time.monotonic() < last:
            if self.run(f"return !!({condition})", *given):
                return
            time.sleep(0.03)
        raise AssertionError(f"{self.name}: it never came true: {condition} {given or ''}")


class Chromium(Driver):
    """The browser that the other tests use, too."""

    name = "Chromium"

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, url: str) -> None:
        self.page.goto(url)

    def run(self, script: str, *given: Any) -> Any:
        body = f"(given) => (function () {{ {script} }}).apply(null, given)"
        for _ in range(5):
            try:
                return self.page.evaluate(body, list(given))
            except Error as error:
                if "context was destroyed" not in str(error):
                    raise
                self.page.wait_for_load_state()  # another page came while this one was asked: ask that one
        raise AssertionError("one page after the other comes")

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)

    def point(self, x: int, y: int, *, press: bool = False) -> None:
        self.page.mouse.move(x, y)
        if press:
            self.page.mouse.click(x, y)

    def size(self, width: int, height: int = 900) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def back(self) -> None:
        self.page.go_back()

    def system(self, *, dark: bool) -> bool:
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        return True

    def print(self) -> bytes:
        return self.page.pdf(format="A4", prefer_css_page_size=True)


class _Commanded(Driver):
    """A browser that takes the commands of WebDriver."""

    @abstractmethod
    def _send(self, command: str, **given: Any) -> Any:
        """Send a command by its name in WebDriver's paths and return its value."""

    def open(self, url: str) -> None:
        self._send("url", url=url)

    def run(self, script: str, *given: Any) -> Any:
        return self._send("execute/sync", script=script, args=list(given))

    def press(self, keys: str) -> None:
        codes = [_KEYS.get(key, key) for key in (keys.split("+") if len(keys) > 1 else [keys])]
        steps = [{"type": "keyDown", "value": code} for code in codes]
        steps += [{"type": "keyUp", "value": code} for code in reversed(codes)]
        self._send("actions", actions=[{"type": "key", "id": "keys", "actions": steps}])

    def point(self, x: int, y: int, *, press: bool = False) -> None:
        steps: list[dict[str, Any]] = [{"type": "pointerMove", "x": x, "y": y, "duration": 0, "origin": "viewport"}]
        if press:
            steps += [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}
        self._send("actions", actions=[mouse])

    def back(self) -> None:
        self._send("back")


class Firefox(_Commanded):
    """Firefox without a window; a part of its own page is as large as the page is to be."""

    name = "Firefox"
    _COMMANDS: ClassVar = {
        "url": "WebDriver:Navigate",
        "execute/sync": "WebDriver:ExecuteScript",
        "actions": "WebDriver:PerformActions",
        "back": "WebDriver:Back",
        "print": "WebDriver:Print",
    }

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._answers = self._socket.makefile("rb")
        self._count = 0
        self._read()
        self._ask("WebDriver:NewSession", {})

    def _read(self) -> Any:
        length = b""
        while (sign := self._answers.read(1)) != b":":
            length += sign
        return json.loads(self._answers.read(int(length)))

    def _ask(self, command: str, given: dict[str, Any]) -> Any:
        self._count += 1
        message = json.dumps([0, self._count, command, given]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, answer = self._read()
        assert error is None, f"{command}: {error['error']}: {error['message']}"
        return answer.get("value") if isinstance(answer, dict) else answer

    def _send(self, command: str, **given: Any) -> Any:
        return self._ask(self._COMMANDS[command], given)

    def _run_in_frame(self, script: str, *given: Any) -> None:
        self._ask("Marionette:SetContext", {"value": "chrome"})
        self.run(script, *given)
        self._ask("Marionette:SetContext", {"value": "content"})

    def size(self, width: int, height: int = 900) -> None:
        self._run_in_frame(
            "for (const [side, size] of [['width', arguments[0]], ['height', arguments[1]]])"
            " for (const end of ['min-', 'max-', ''])"
            " gBrowser.selectedBrowser.style.setProperty(end + side, `${size}px`)",
            width,
            height,
        )
        self.wait("innerWidth === arguments[0]", width)

    def system(self, *, dark: bool) -> bool:
        self._run_in_frame(
            "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0])",
            0 if dark else 1,
        )
        self.wait("matchMedia('(prefers-color-scheme: dark)').matches === arguments[0]", dark)
        return True

    def print(self) -> bytes:
        page = {"width": 21.0, "height": 29.7}
        return base64.b64decode(self._send("print", page=page, background=True, shrinkToFit=True))


class WebKit(_Commanded):
    """WebKit in the small browser that comes with its driver."""

    name = "WebKit"

    def __init__(self, port: int) -> None:
        self._root = f"http://127.0.0.1:{port}/session"
        options = {"webkitgtk:browserOptions": {"args": ["--automation"]}}
        opened = self._post("", {"capabilities": {"alwaysMatch": options}})
        self._root += "/" + opened["sessionId"]

    def _post(self, path: str, given: dict[str, Any]) -> Any:
        request = urllib.request.Request(self._root + path, json.dumps(given).encode())
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {error.read().decode()}") from None

    def _send(self, command: str, **given: Any) -> Any:
        return self._post("/" + command, given)

    def size(self, width: int, height: int = 900) -> None:
        frame = self.run("return outerHeight - innerHeight")
        # In the middle: without a window manager the keyboard is where the pointer rests.
        self._send("window/rect", x=_SCREEN[0] // 2 - width // 2, y=0, width=width, height=height + frame)
        self.wait("innerWidth === arguments[0]", width)

    def close(self) -> None:
        """End the session, and with it the browser."""
        urllib.request.urlopen(urllib.request.Request(self._root, method="DELETE"), timeout=60).close()


@contextmanager
def _started(command: list[str], **how: Any) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _come_true(path: Path) -> str:
    last = time.monotonic() + 60
    while time.monotonic() < last:
        if path.exists() and (text := path.read_text(encoding="utf-8")):
            return text
        time.sleep(0.05)
    raise AssertionError(f"the browser did not start: no {path}")


@contextmanager
def firefox(folder: Path) -> Iterator[Driver]:
    """Start Firefox with a profile of its own in a folder."""
    (program,) = find("Firefox") or [""]
    settings = ('"marionette.port", 0', '"browser.shell.checkDefaultBrowser", false', '"ui.useOverlayScrollbars", 1')
    (folder / "user.js").write_text("".join(f"user_pref({one});\n" for one in settings), encoding="utf-8")
    command = [program, "--headless", "--marionette", "--remote-allow-system-access", "--profile", str(folder)]
    with _started(command, stdout=subprocess.DEVNULL):
        yield Firefox(int(_come_true(folder / "MarionetteActivePort")))


@contextmanager
def webkit(folder: Path) -> Iterator[Driver]:
    """Start WebKit on a screen that nobody sees; its tools take no room, so that the window can be a phone's."""
    program, screen = find("WebKit") or ["", ""]
    (folder / "gtk-3.0").mkdir()
    (folder / "gtk-3.0/settings.ini").write_text("[Settings]\ngtk-toolbar-style=GTK_TOOLBAR_TEXT\n", encoding="utf-8")
    (folder / "gtk-3.0/gtk.css").write_text(
        "* { padding: 0; margin: 0; border-width: 0; min-width: 0; min-height: 0; font-size: 1px; }", encoding="utf-8"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    screened = [screen, "-displayfd", "1", "-screen", "0", f"{_SCREEN[0]}x{_SCREEN[1]}x24", "-nolisten", "tcp"]
    with ExitStack() as stack:
        display = stack.enter_context(_started(screened, stdout=subprocess.PIPE))
        assert display.stdout is not None
        number = display.stdout.readline().decode().strip()
        own = {"DISPLAY": f":{number}", "GDK_BACKEND": "x11", "XDG_CONFIG_HOME": str(folder), "NO_AT_BRIDGE": "1"}
        command = [program, f"--port={port}"]
        stack.enter_context(_started(command, stdout=subprocess.DEVNULL, env=os.environ | own))
        _await_port(port)
        driver = WebKit(port)
        stack.callback(driver.close)
        yield driver


def _await_port(port: int) -> None:
    last = time.monotonic() + 60
    while time.monotonic() < last:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nothing listens at {port}")
