"""Headless Chromium as a visitor has it: a phone or a desk, under the page's own policy."""

import base64
import json
import os
import time

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from server import HOME, free_port

# Seconds, long beyond need.
DEADLINE = 120
AXE = os.path.join(HOME, "build", "npm", "axe-core", "axe.min.js")


def find(*paths):
    return next((p for p in paths if os.path.exists(p)), paths[0])


def begun(options, tries=3):
    """A Chromium; on a machine that is very busy it may not come up in the minute that it has."""
    driver = find("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver")
    try:
        return webdriver.Chrome(service=Service(driver, port=free_port()), options=options)
    except WebDriverException:
        if tries == 1:
            raise
        return begun(options, tries - 1)


class Browser:
    def __init__(self, scripts=True):
        options = Options()
        options.binary_location = find("/usr/bin/chromium", "/usr/bin/chromium-browser")
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
                         "--disable-gpu", "--hide-scrollbars", "--no-first-run",
                         "--disable-background-networking", "--disable-component-update",
                         "--disable-sync", "--lang=he"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        if not scripts:
            options.add_experimental_option(
                "prefs", {"profile.managed_default_content_settings.javascript": 2})
        self.driver = begun(options)
        self.driver.set_page_load_timeout(DEADLINE)
        self.width = None
        with open(AXE, encoding="utf-8") as f:
            self.axe = f.read()

    def quit(self):
        self.driver.quit()

    def size(self, width, height=844):
        if self.width != width:
            self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 800})
            self.width = width

    def open(self, url, width=1280):
        self.size(width)
        self.driver.get_log("browser")
        self.driver.get(url)

    def press(self, selector):
        """Presses what leads to another page, as leads() does."""
        self.leads(self.driver.find_element("css selector", selector).click)

    def leads(self, do):
        """Does what leads to another page and returns when that page is whole.

        A click returns before its answer has come: the page before would still be read.
        """
        left = self.driver.find_element("css selector", "html")
        do()
        end = time.monotonic() + DEADLINE
        while self.holds(left) or not self.says("document.readyState === 'complete'"):
            assert time.monotonic() < end, "no page came"
            time.sleep(0.05)

    def until(self, expression):
        """Returns when this is so on a whole page, whatever the page is by then."""
        end = time.monotonic() + DEADLINE
        while not self.says(f"document.readyState === 'complete' && !!({expression})"):
            assert time.monotonic() < end, f"{expression} never came: {self.driver.current_url}"
            time.sleep(0.05)

    def says(self, expression):
        try:
            return self.evaluate(expression)
        except (WebDriverException, RuntimeError):
            # Asked in the moment of a change, of a page that was going.
            return False

    @staticmethod
    def holds(element):
        try:
            return bool(element.tag_name)
        except WebDriverException:
            # Stale, or, in the moment of the change, of no document that the driver knows.
            return False

    def evaluate(self, expression, wait=False):
        """By the debugger, not by the page: its policy allows no script and stays as it is."""
        answer = self.driver.execute_cdp_cmd("Runtime.evaluate", {
            "expression": expression, "awaitPromise": wait, "returnByValue": True})
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:2000])
        return answer["result"].get("value")

    def complaints(self):
        """What the console says: refused by the policy, not found, broken."""
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] in ("SEVERE", "WARNING")]

    def accessibility(self):
        """Violations as axe finds them, one line each."""
        if not self.evaluate("typeof axe === 'object'"):
            self.evaluate(self.axe + ";0")
        found = self.evaluate("""
            axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag', values: [
                'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}})
               .then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.help + ': ' +
                     v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))))""", True)
        return json.loads(found)

    def skeleton(self):
        """Elements, classes, roles, ARIA and direction: what decides what axe sees."""
        return self.evaluate("""(() => {
            const seen = [];
            for (const e of document.querySelectorAll('*')) {
                const a = [...e.attributes].filter(x => /^(role|aria-|class|dir|type|for|scope)/
                    .test(x.name) && !/^aria-(label|labelledby|describedby|controls)$/.test(x.name))
                    .map(x => x.name + '=' + (x.name === 'for' ? '' : x.value)).sort();
                seen.push(e.localName + '[' + a + ']<' + (e.parentElement || {}).localName);
            }
            return [...new Set(seen)].sort().join('\\n');
        })()""")

    def overflow(self):
        """Pixels by which the page is wider than the window."""
        return self.evaluate("""Math.max(document.documentElement.scrollWidth,
            document.body.scrollWidth) - window.innerWidth""")

    def transferred(self, url, width=390):
        """[(address, bytes over the wire)] of a first view, with an empty cache."""
        self.size(width)
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.driver.execute_cdp_cmd("Network.clearBrowserCache", {})
        self.driver.get_log("performance")
        self.driver.get(url)
        self.evaluate("document.fonts.ready.then(() => 1)", True)
        addresses, sizes, end = {}, {}, time.monotonic() + DEADLINE
        while not sizes or addresses.keys() - sizes.keys():
            assert time.monotonic() < end, f"never came: {addresses.keys() - sizes.keys()}"
            time.sleep(0.05)
            for entry in self.driver.get_log("performance"):
                message = json.loads(entry["message"])["message"]
                details = message["params"]
                if message["method"] == "Network.requestWillBeSent":
                    addresses[details["requestId"]] = details["request"]["url"]
                elif message["method"] in ("Network.loadingFinished", "Network.loadingFailed"):
                    sizes[details["requestId"]] = details.get("encodedDataLength", 0)
        return [(addresses.get(i, "?"), int(size)) for i, size in sizes.items()]

    def screenshot(self, path):
        height = self.evaluate("Math.min(document.documentElement.scrollHeight, 2400)")
        picture = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "format": "png", "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": self.width, "height": height, "scale": 1}})
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(base64.b64decode(picture["data"]))
