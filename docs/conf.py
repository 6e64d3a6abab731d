"""How Sphinx makes the site of this folder: ``make docs`` writes it to ``build/docs``."""

import re
from pathlib import Path

import ofstedmine

project = "ofstedmine"
author = "the ofstedmine authors"
project_copyright = author
version = release = ofstedmine.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["screenshots*"]
# A link that leads nowhere is a warning, and a warning ends `make docs`.
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_typehints = "none"
autodoc_preserve_defaults = True
autodoc_member_order = "bysource"
# The page of the interface says itself which members it shows.
numpydoc_show_class_members = False
autosummary_generate = False

language = "en_GB"
html_theme = "pydata_sphinx_theme"
html_title = "ofstedmine"
html_show_sourcelink = False
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_theme_options = {
    "navigation_with_keys": False,
    "secondary_sidebar_items": ["page-toc"],
    "show_prev_next": True,
    "navbar_align": "left",
    "header_links_before_dropdown": 6,
    "footer_start": ["copyright"],
    "footer_end": [],
}
html_context = {"default_mode": "auto"}

HERE = Path(__file__).parent


# A line of a table of contents: a page, or a title with the page in angle brackets.
ENTRY = re.compile(r"^(?:.*<)?(?:\.\./)?([\w-]+)>?$", re.MULTILINE)


def unplaced():
    """Return the pages that no other page takes into its contents."""
    pages = list(HERE.glob("*.md"))
    told = [page.read_text("utf-8") for page in (HERE / "howto/index.md", *pages)]
    placed = {name for text in told for name in ENTRY.findall(text)}
    return sorted({page.stem for page in pages} - placed - {"index"})


def list_unplaced(_app, docname, source):
    """Put a page that is new, and stands nowhere yet, at the end of what tells how to do things."""
    if docname == "howto/index":
        more = "".join(f"../{name}\n" for name in unplaced())
        source[0] = source[0].replace("\n*\n", f"\n*\n{more}")


def setup(app):
    app.connect("source-read", list_unplaced)
