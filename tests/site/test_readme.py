"""README's "Add a page", word by word: its three files in a copy of the portal, and no C."""

import os
import re
import shutil

import pytest
from server import HOME, OUT, own_portal

FILES = ("conf/pages/open.conf", "conf/sql/open/count.sql", "xsl/open/count.xsl")


def recipe():
    """Each file that the section names, with the block of code below its name."""
    with open(os.path.join(HOME, "README.md"), encoding="utf-8") as f:
        section = f.read().split("\n## Add a page\n")[1].split("\n## ")[0]
    found = dict(re.findall(r"^\d\. `([^`]+)`\n\n +```\w+\n(.*?)\n +```$", section,
                            re.MULTILINE | re.DOTALL))
    return {name: re.sub(r"(?m)^   ", "", text) + "\n" for name, text in found.items()}


@pytest.fixture(name="copy")
def copied_portal(tmp_path):
    home = tmp_path / "copy"
    home.mkdir()
    for folder in ("conf", "xsl", "htdocs"):
        shutil.copytree(os.path.join(HOME, folder), home / folder)
    (home / "build").mkdir()
    for product in ("mod_rehab.so", "rehabctl"):
        os.makedirs(home / OUT, exist_ok=True)
        os.symlink(os.path.join(HOME, OUT, product), home / OUT / product)
    with own_portal("readme", home=str(home)) as portal:
        yield portal


def test_adding_a_page_takes_three_files_and_no_c(copy):
    files = recipe()
    assert set(files) == set(FILES)
    for name, text in files.items():
        path = os.path.join(copy.home, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
    copy.start()
    number = str(copy.json("/he/open.json")["open"]["n"])
    for language, direction in (("he", "rtl"), ("en", "ltr")):
        page = copy.get(f"/{language}/open")
        assert page.status == 200
        assert f'<html lang="{language}" dir="{direction}"' in page.text
        assert number in re.sub(r"<[^>]+>", "", page.text)
        assert "unmatched" not in page.text
    assert "/open," in copy.rehabctl("pages").stdout
