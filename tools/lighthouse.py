"""Let Lighthouse judge the four pages most people see, as on a phone: make lighthouse (npm)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from outside import program, public_pages, site

LEAST, WHOLE = 95, 0.9
KINDS = ("performance", "accessibility", "best-practices", "seo")
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = "--headless=new --no-sandbox" if not os.getuid() else "--headless=new"


def judged(address: str, folder: Path) -> tuple[dict[str, int], list[str]]:
    """Give the scores of a page, and what is not whole in them."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    told = folder / "told.json"
    command = [
        "node", str(program("lighthouse") / "cli/index.js"), address, "--quiet",
        "--output=json", f"--output-path={told}", f"--chrome-flags={FLAGS}",
        f"--only-categories={','.join(KINDS)}",
    ]  # fmt: skip
    subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": str(found)})
    report = json.loads(told.read_text())
    scores = {kind: round(100 * report["categories"][kind]["score"]) for kind in KINDS}
    lost = [
        f"{one['id']}: {report['audits'][one['id']]['title']}"
        f" {report['audits'][one['id']].get('displayValue', '')}"
        for kind in KINDS
        for one in report["categories"][kind]["auditRefs"]
        if one["weight"] and (report["audits"][one["id"]]["score"] or 0) < WHOLE
        and report["audits"][one["id"]]["scoreDisplayMode"] not in {"notApplicable", "manual"}
    ]  # fmt: skip
    return scores, lost


def main() -> int:
    """Draw a demo, then serve it as a real site, since a demo shuts crawlers out."""
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with site(home, "--demo"):
            pass
        with site(home) as address:
            for name, path in public_pages(address).items():
                scores, lost = judged(address + path, Path(folder))
                print(f"{name:<10}", *(f"{kind} {score:>3}" for kind, score in scores.items()))
                print(*(f"  {line}" for line in lost), sep="\n")
                missed += sum(score < LEAST for score in scores.values())
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
