"""Makes bot/web/static/components.css and theme.css from NL Design System packages.

Run it when a component is added or a package is renewed; the pages need no build step.

    npm install --prefix <folder> <the packages named below>
    python tools/vendor_css.py <folder>/node_modules

The packages are under EUPL-1.2, like this project. Of the neutral theme "Voorbeeld" only the
tokens that are used are taken, with our own palette: no colours of an existing organisation.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

STATIC = Path(__file__).parents[1] / "bot" / "web" / "static"
UTRECHT = (
    "root", "document", "alert", "textarea", "textbox", "form-field", "form-label",
    "form-field-error-message", "form-field-description", "data-list", "select",
    "status-badge", "radio-button",
)  # fmt: skip
CANDIDATE = ("button", "heading", "link", "paragraph", "skip-link", "number-badge", "data-badge")
THEME = "@nl-design-system-unstable/voorbeeld-design-tokens"

SANS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif'
OWN_PALETTE = {
    "--voorbeeld-kleuren-violet-200": "#cfe8ea",
    "--voorbeeld-kleuren-violet-400": "#0b6470",
    "--voorbeeld-kleuren-violet-500": "#084e58",
    "--voorbeeld-kleuren-violet-600": "#063a41",
    "--voorbeeld-kleuren-blauw-100": "#e6f2f3",
    "--voorbeeld-kleuren-blauw-400": "#0b6470",
    "--voorbeeld-kleuren-blauw-500": "#084e58",
    "--voorbeeld-kleuren-blauw-600": "#063a41",
    "--voorbeeld-kleuren-blauw-700": "#04262b",
    "--basis-heading-font-family": SANS,
    "--basis-text-font-family-default": SANS,
}
VARIABLE = re.compile(r"var\((--[\w-]+)")


def main(packages: Path) -> None:
    components = "\n".join(_components(packages))
    tokens = {**_tokens(packages / THEME / "dist" / "theme.css"), **OWN_PALETTE}
    own = (STATIC / "style.css").read_text(encoding="utf-8")
    used = _used(tokens, components + own)
    (STATIC / "components.css").write_text(components, encoding="utf-8")
    lines = "".join(f"{name}:{tokens[name]};\n" for name in sorted(used))
    head = f"/* Used tokens of {THEME} {_about(packages / THEME)}, with an own palette. */\n"
    (STATIC / "theme.css").write_text(f"{head}:root{{\n{lines}}}\n", encoding="utf-8")
    print(f"{len(used)} of {len(tokens)} tokens")


def _components(packages: Path) -> Iterator[str]:
    for name in UTRECHT:
        folder = packages / "@utrecht" / f"{name}-css"
        yield _component(folder, folder / "dist" / "index.css")
    for name in CANDIDATE:
        folder = packages / "@nl-design-system-candidate" / f"{name}-css"
        yield _component(folder, folder / "dist" / f"{name}.css")


def _component(folder: Path, css: Path) -> str:
    text = css.read_text(encoding="utf-8").replace('@charset "UTF-8";', "")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\s*\n\s*", "", text)
    return f"/* {_about(folder)} */\n{text}\n"


def _about(folder: Path) -> str:
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    if package["license"] != "EUPL-1.2":
        raise SystemExit(f"{package['name']} is under {package['license']}, not EUPL-1.2")
    return f"{package['name']} {package['version']} ({package['license']})"


def _tokens(theme: Path) -> dict[str, str]:
    found = re.finditer(r"^\s*(--[\w-]+):\s*(.*?);", theme.read_text(encoding="utf-8"), re.M)
    return {match[1]: match[2].split("/*")[0].strip() for match in found}


def _used(tokens: dict[str, str], css: str) -> set[str]:
    """The tokens that the CSS names, and those that these name in turn."""
    used: set[str] = set()
    open_still = set(VARIABLE.findall(css))
    while open_still:
        name = open_still.pop()
        if name in tokens and name not in used:
            used.add(name)
            open_still |= set(VARIABLE.findall(tokens[name]))
    return used


if __name__ == "__main__":
    main(Path(sys.argv[1]))
