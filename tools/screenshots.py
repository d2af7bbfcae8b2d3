"""Makes the pictures of the README and the manual, from the product as it is served.

    .venv/bin/python tools/screenshots.py

Starts a server on an empty database, lets an invented visitor and a colleague talk, and writes
docs/beelden/*.png. Needs Chromium.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).parents[1] / "docs" / "beelden"
MOST_QUESTIONS = 30  # that may still come before everything is read back
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def serve(folder: Path) -> tuple[subprocess.Popen[bytes], str, str]:
    """(process, address, one-time password of the desk)"""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    log = folder / "log"
    environment = {**os.environ, "ADVIESLIJN_DATA": str(folder), "ADVIESLIJN_PORT": str(port)}
    with log.open("w") as out:
        command = [sys.executable, "-m", "bot", "serve"]
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)  # noqa: S603
    for _ in range(600):
        found = re.search(r"wachtwoord (\S+)", log.read_text())
        if found:
            return process, f"http://127.0.0.1:{port}", found[1]
        time.sleep(0.1)
    raise RuntimeError(log.read_text())


def page(browser: Browser, width: int, height: int) -> Page:
    size = {"width": width, "height": height}
    return browser.new_context(viewport=size, reduced_motion="reduce").new_page()


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_timeout(600)


def say(page: Page, text: str) -> None:
    page.get_by_label("Je bericht").fill(text)
    press(page, "Verstuur")


def visit(phone: Page, url: str) -> None:
    phone.goto(f"{url}/")
    phone.screenshot(path=PICTURES / "start.png")
    press(phone, "Start de chat")
    press(phone, "Nee")
    press(phone, "Ik maak me zorgen om iemand anders")
    press(phone, "Ik wil een melding doen")
    press(phone, "Ja, ik wil melden")
    say(phone, "Mijn buurjongen heeft vaak blauwe plekken. Zijn vader schreeuwt elke avond.")
    phone.screenshot(path=PICTURES / "chat.png")
    for answer in (
        "een jongen en zijn vader",
        "ja",
        "8",
        "vorige week",
        "nee",
        "elke week",
        "Zwolle",
    ):
        say(phone, answer)
    for answer in (
        "Timo en zijn vader Bart Verhagen",
        "Wilgenlaan 3, Zwolle",
        "zelf gehoord",
    ):
        say(phone, answer)
    for answer in ("Els Mulder", "06-12345678", "overdag"):
        say(phone, answer)
    press(phone, "Ja, dat mag")
    submit = phone.get_by_role("button", name="Ja, verstuur de melding", exact=True)
    for _ in range(MOST_QUESTIONS):
        if submit.is_visible():
            break
        no = phone.get_by_role("button", name="Nee", exact=True)
        if no.is_visible():
            press(phone, "Nee")
        else:
            say(phone, "weet ik niet")
    press(phone, "Ja, verstuur de melding")


def work(desk: Page, url: str, password: str) -> None:
    desk.goto(f"{url}/balie")
    desk.get_by_label("Inlognaam").fill("balie")
    desk.get_by_label("Wachtwoord").fill(password)
    press(desk, "Log in")
    desk.get_by_label("Eenmalig wachtwoord").fill(password)
    desk.get_by_label("Nieuw wachtwoord").fill("een zin van een paar woorden")
    press(desk, "Verander het wachtwoord")
    desk.locator("#queue a", has_text="Melding").first.click()
    desk.wait_for_timeout(800)
    weging = desk.get_by_role("link", name="Open de weging van deze melding")
    weging.scroll_into_view_if_needed()
    desk.wait_for_timeout(300)
    desk.screenshot(path=PICTURES / "melding.png")
    weging.click()
    desk.screenshot(path=PICTURES / "weging.png")
    press(desk, "Zet in zaak")
    desk.screenshot(path=PICTURES / "zaak.png")
    desk.goto(f"{url}/balie")


def danger(phone: Page, desk: Page, url: str) -> None:
    phone.goto(f"{url}/")
    press(phone, "Start de chat")
    say(phone, "hij staat nu met een hamer voor mijn deur")
    phone.screenshot(path=PICTURES / "gevaar.png")
    desk.locator("#queue a", has_text="Direct gevaar").first.click()
    desk.wait_for_timeout(800)
    press(desk, "Neem gesprek over")
    desk.get_by_label("Bericht aan de bezoeker").fill("Ik lees met je mee. Kun je naar buiten?")
    press(desk, "Verstuur")
    desk.screenshot(path=PICTURES / "balie.png")
    desk.locator("summary", has_text="Standaardantwoorden").click()
    desk.get_by_label("Zoek een standaardantwoord").fill("bellen")
    desk.locator("#standard").scroll_into_view_if_needed()
    desk.screenshot(path=PICTURES / "standaard.png")


def two_at_once(phone: Page, desk: Page, url: str) -> None:
    phone.goto(f"{url}/")
    press(phone, "Start de chat")
    say(phone, "ik wil graag een medewerker spreken")
    desk.goto(f"{url}/balie")
    desk.locator("#queue a", has_text="Wil een mens").first.click()
    desk.wait_for_timeout(800)
    press(desk, "Neem gesprek over")
    desk.goto(f"{url}/balie/naast")
    desk.wait_for_timeout(800)
    desk.screenshot(path=PICTURES / "naast.png")
    desk.goto(f"{url}/balie/werklijst")
    desk.screenshot(path=PICTURES / "werklijst.png")


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        process, url, password = serve(Path(folder))
        try:
            browser = playwright.chromium.launch(executable_path=which("chromium"), args=FLAGS)
            phone, desk = page(browser, 390, 780), page(browser, 1280, 860)
            visit(phone, url)
            work(desk, url, password)
            danger(page(browser, 390, 780), desk, url)
            two_at_once(page(browser, 390, 780), desk, url)
            browser.close()
        finally:
            process.terminate()
            process.wait(20)


if __name__ == "__main__":
    main()
