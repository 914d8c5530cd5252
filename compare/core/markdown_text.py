"""Text of others in Markdown that we write: a code span, in which nothing acts (CommonMark 0.31.2, section 6.1).

Inside a code span there is no markup, no HTML, no entity and no escape, and GitHub makes neither mentions, references nor links
of what stands there. Escaping would not do: GitHub looks for those in what is rendered, when the escapes are gone.
"""

from __future__ import annotations

import re

from compare.core.visible import logged


def code(text: str) -> str:
    """The text as a code span on one line, whatever is in it; not for a table, whose cells end at a bar even there."""
    shown = logged(text)
    if not shown.strip():
        return "(nothing)"
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    padded = f" {shown} " if shown[0] in "` " or shown[-1] in "` " else shown
    return f"{fence}{padded}{fence}"
