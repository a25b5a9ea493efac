"""What a change does for readers: the site before and after, compared and told on one page.

    make review                     # what the working tree changes against the branch main
    make review BASE=v1.2           # … against any other commit

Both sites are built, each by its own engine from its own data, and read as readers get them: pages, tables,
pictures, downloads. `page.py` writes `.build/review/index.html`, with both sites beside it, and `summary.md`.
"""
