"""A real browser the size of a small telephone; it reaches this machine only."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

WIDTH: Final = 360
HEIGHT: Final = 640
_ARGUMENTS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-domain-reliability", "--disable-dev-shm-usage",
    # Whatever is not this machine is nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


def refuse_silence() -> None:
    """Skip loudly where there is no browser; on the machine that decides there must be one."""
    if shutil.which("chromium") and shutil.which("chromedriver"):
        return
    if os.environ.get("CI"):
        pytest.fail("the hand-off page must be tried in a real browser: install chromium-driver")
    pytest.skip("NOT TRIED: no chromium and chromedriver on this machine")


class Phone:
    """One telephone with its own cookies."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        """Open what the camera read."""
        self.driver.get(address)

    @property
    def title(self) -> str:
        """The title of the page."""
        return str(self.driver.title)

    @property
    def text(self) -> str:
        """What can be read on the page."""
        return str(self.driver.find_element(By.TAG_NAME, "main").text)

    def write(self, **fields: str) -> None:
        """Fill in fields by their ids; a date as a telephone's own picker leaves it."""
        for name, value in fields.items():
            field = self.driver.find_element(By.ID, name)
            if field.get_attribute("type") == "date":
                self.run("arguments[0].value = arguments[1]", field, value)
                continue
            field.clear()
            field.send_keys(value)

    def value(self, name: str) -> str:
        """What stands in a field."""
        return str(self.driver.find_element(By.ID, name).get_attribute("value"))

    def choose(self, *names: str) -> None:
        """Tap answers by their ids."""
        for name in names:
            label = self.driver.find_element(By.CSS_SELECTOR, f"label[for='{name}']")
            self.run("arguments[0].scrollIntoView({block: 'center'})", label)
            label.click()

    def press(self, deed: str = "send") -> None:
        """Press a button that can be seen."""
        button = self.driver.find_element(By.CSS_SELECTOR, f"button[value='{deed}']:not(.first)")
        self.run("arguments[0].scrollIntoView({block: 'center'})", button)
        self.leave(button.click)

    def leave(self, act: Callable[[], object]) -> None:
        """Do what leads to another page, and wait for it."""
        page = self.driver.find_element(By.TAG_NAME, "html")
        act()
        WebDriverWait(self.driver, 30).until(lambda _: _has_gone(page))
        WebDriverWait(self.driver, 30).until(
            lambda driver: driver.execute_script("return document.readyState") == "complete"
        )

    def run(self, script: str, *arguments: Any) -> Any:
        """Ask the page something from outside; the page itself has no script."""
        return self.driver.execute_script(script, *arguments)

    def picture(self, path: Path) -> None:
        """Write a picture of the whole page."""
        height = self.run("return document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": height, "scale": 1}
        shot = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip}
        )
        path.write_bytes(base64.b64decode(shot["data"]))


def _has_gone(page: WebElement) -> bool:
    """Say whether a page was left; while it goes the browser has several ways to say so."""
    try:
        page.is_enabled()
    except WebDriverException:
        return True
    return False


@contextmanager
def phone(profile: Path, *, language: str = "ja") -> Iterator[Phone]:
    """Start a browser with a profile of its own and end it."""
    refuse_silence()
    options = Options()
    options.binary_location = shutil.which("chromium") or ""
    for argument in (*_ARGUMENTS, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    metrics = {"width": WIDTH, "height": HEIGHT, "pixelRatio": 2.0, "touch": True}
    options.add_experimental_option("mobileEmulation", {"deviceMetrics": metrics})
    options.add_experimental_option("prefs", {"intl.accept_languages": language})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        driver.set_page_load_timeout(30)
        yield Phone(driver)
    finally:
        driver.quit()
