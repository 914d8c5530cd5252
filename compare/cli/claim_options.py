"""What can be said about a claim beside its value and quote: one option for each key of a claim file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from compare.cli.given import given

if TYPE_CHECKING:
    from compare.loading.tree import Plain

Named = Annotated[str, typer.Argument(help="The claim: SOURCE#ID, or its id where only one source has it.", metavar="CLAIM")]
Quote = Annotated[
    str | None,
    typer.Option(
        help="The words of the sentence that carry the claim, roughly: `led by ... Ghali` takes all between, `[...]` cuts.",
        show_default="the whole sentence",
    ),
]
Stance = Annotated[str | None, typer.Option(help="affirms or denies.", show_default="affirms")]
Hedge = Annotated[str | None, typer.Option(help="stated, reported, alleged, rumoured or possible.", show_default="stated")]
Listed = Annotated[str | None, typer.Option("--list", help="Kind list: open (including) or closed (exactly these).")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="The date it is about, in EDTF.", show_default="day of publication")]
Since = Annotated[str | None, typer.Option(help="From when the value held, in EDTF, where the article says so.")]
Until = Annotated[str | None, typer.Option(help="Until when the value held, in EDTF, where the article says so.")]
Scope = Annotated[str | None, typer.Option(help="What exactly is counted or meant.")]
Via = Annotated[
    list[str] | None, typer.Option(help="Where the article has it from: outlet@date, a source, or own-reporting; repeatable.")
]
Speaker = Annotated[str | None, typer.Option(help="The entity that says it inside the article, if not the author.")]
Corrects = Annotated[list[str] | None, typer.Option(help="A source whose report it corrects or replaces; repeatable.")]
Credibility = Annotated[str | None, typer.Option(help="Admiralty grade of the item, 1 to 6.")]
Worded = Annotated[str | None, typer.Option(help="The value as worded, where the quote does not show it.")]
Note = Annotated[str | None, typer.Option(help="A note shown in the report.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")]

KEYS: Final = (
    *("stance", "hedge", "list", "as_of", "since", "until", "scope"),
    *("via", "speaker", "corrects", "credibility", "worded", "note"),
)
"""The keys of a claim file that have an option of their own, in the order of the options."""


def given_keys(*values: str | list[str] | None) -> dict[str, Plain]:
    """The keys whose options were given; the values come in the order of KEYS."""
    return given(dict(zip(KEYS, values, strict=True)))
