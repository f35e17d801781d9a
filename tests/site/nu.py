"""The Nu checker over many documents in one Java process."""

import json
import os
import shutil
import subprocess

from server import HOME, OUT

JAR = os.path.join(HOME, "build", "npm", "vnu-jar", "build", "dist", "vnu.jar")


def complaints(documents, folder):
    """{name: [what is wrong]} of (name, suffix, bytes)."""
    folder = os.path.join(HOME, OUT, folder)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    names = {}
    for number, (name, suffix, body) in enumerate(documents):
        file = os.path.join(folder, f"{number:04}{suffix}")
        with open(file, "wb") as f:
            f.write(body)
        names[file] = name
    found = {name: [] for name in names.values()}
    if not os.path.exists(JAR):
        return {name: ["the Nu checker is not there: make deps needs npm"] for name in found}
    done = subprocess.run(
        ["java", "-Xss4m", "-Xmx1g", "-jar", JAR, "--format", "json", "--stdout",
         "--exit-zero-always", "--also-check-css", "--also-check-svg", *names],
        capture_output=True, text=True, check=False)
    assert done.stdout.strip(), done.stderr[-2000:]
    for message in json.loads(done.stdout)["messages"]:
        file = message.get("url", "").removeprefix("file:")
        if message["type"] != "info":
            found[names.get(file, next(iter(names.values())))].append(
                f"line {message.get('lastLine')}: {message['message']}: "
                f"{message.get('extract', '')[:120]}")
    return found
