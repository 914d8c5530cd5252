"""What can be said about a subject: one option for each key of its record."""

from __future__ import annotations

from typing import Annotated

import typer

KINDS = "The kind of answer: date, quantity, entity, list, status, yes-no, text, place or time."
Named = Annotated[str, typer.Argument(help="The subject: entity/attribute.")]
Question = Annotated[str | None, typer.Option(help="The question, as a reader would ask it.")]
Kind = Annotated[str, typer.Option(help=KINDS)]
AnotherKind = Annotated[str | None, typer.Option("--kind", help=KINDS)]
Takes = Annotated[str | None, typer.Option(help="one or many: may two different answers both hold?")]
Time = Annotated[str | None, typer.Option(help="fixed or changing: may the answer change over time?")]
StableFor = Annotated[
    str | None, typer.Option("--stable-for", help="A changing answer does not change faster: 30 days, 1 year.")
]
Weight = Annotated[str | None, typer.Option(help="high, medium or low: how much a disagreement matters.")]
Unit = Annotated[str | None, typer.Option(help="Kind quantity: what is counted.")]
Tolerance = Annotated[str | None, typer.Option(help="So far apart is still close: 10% or a number, of times 5 min.")]
Scope = Annotated[str | None, typer.Option(help="optional or required: is a claim without a scope undecidable?")]
Event = Annotated[str | None, typer.Option(help="What is older than this cannot answer, in EDTF.")]
About = Annotated[
    list[str] | None,
    typer.Option(
        help="An entity whose mention makes silence telling, by id or name; repeatable.", show_default="the subject's entity"
    ),
]
Entities = Annotated[
    list[str] | None,
    typer.Option(
        "--about", help="An entity whose mention makes silence telling, by id or name, in place of all there are; repeatable."
    ),
]
Note = Annotated[str | None, typer.Option(help="A note shown in the report.")]
