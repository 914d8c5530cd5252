"""`whosays entity`: the people, groups, places, events and works of the casebook, and how their names are spelt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.changing import Desk, desk, refusals
from compare.cli.given import given
from compare.cli.options import InCasebook, NoColour
from compare.cli.terminal import Terminal
from compare.core.visible import visible

if TYPE_CHECKING:
    from compare.core.model import Casebook

EXAMPLE = 'whosays entity add mill "the mill" --type place --alias "Old Mill"'
ALIAS = 'whosays entity alias mill "Mill of the Board" --source courier'
app = typer.Typer(
    help="""Declare entities and the spellings of their names.

    Exit codes: 0 written, 2 what was named is not there, 3 it would not check, 4 cannot write.
    """,
    epilog=f"Example: {EXAMPLE}",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("add", epilog=f"Example: {EXAMPLE}")
def add(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    entity: Annotated[str, typer.Argument(help="Its id: lower-case words joined by hyphens.")],
    name: Annotated[str, typer.Argument(help="The preferred name.")],
    *,
    type_: Annotated[str, typer.Option("--type", help="person, group, place, event or work.")],
    language: Annotated[str | None, typer.Option(help="The language of the name, BCP 47.")] = None,
    alias: Annotated[list[str] | None, typer.Option(help="Another spelling; repeatable.")] = None,
    part_of: Annotated[
        list[str] | None, typer.Option("--part-of", help="An entity that it is part of, by id or name; repeatable.")
    ] = None,
    not_same_as: Annotated[
        list[str] | None, typer.Option("--not-same-as", help="An entity it must not be taken for; repeatable.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="A note shown in the report.")] = None,
    casebook: InCasebook = Path(),
    no_colour: NoColour = False,
) -> None:
    """Add an entity at the end of the file.

    Exit codes: 0 written, 2 an entity it is linked to is not there, 3 it would not check, 4 cannot write.
    """
    from compare.authoring.claiming.vocabulary_entries import ENTITIES, with_entity

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    at = desk(casebook, None, terminal)
    with refusals(terminal):
        words = {"name": name, "type": type_, "language": language, "aliases": list(alias or ())}
        links = {"part_of": _ids(at.casebook, part_of), "not_same_as": _ids(at.casebook, not_same_as), "note": note}
        record = given({**words, **links})
        old = at.text_of(ENTITIES)
        after = at.save(ENTITIES, old, with_entity(old, at.casebook, entity, record))
    _tell(at, after, entity)


@app.command("alias", epilog=f"Example: {ALIAS}")
def alias(
    ctx: typer.Context,
    entity: Annotated[str, typer.Argument(help="Whose name it is: an id, a name or an alias.")],
    spelling: Annotated[str, typer.Argument(help="The name in this spelling.")],
    *,
    source: Annotated[str | None, typer.Option(help="The source it was seen in.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, BCP 47.")] = None,
    casebook: InCasebook = Path(),
    no_colour: NoColour = False,
) -> None:
    """Add a spelling to the names of an entity.

    Exit codes: 0 written, 2 no such entity, 3 it would not check, or the entity is spelt like this already, 4 cannot write.
    """
    from compare.authoring.claiming.vocabulary_entries import ENTITIES, covered, entity_named, with_alias

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    at = desk(casebook, None, terminal)
    with refusals(terminal):
        found = entity_named(at.casebook, entity)
        more = {"language": language, "source": source}
        old = at.text_of(ENTITIES)
        after = at.save(
            ENTITIES,
            old,
            with_alias(old, found, {"spelling": spelling, **{key: value for key, value in more.items() if value}}),
        )
    if like := covered(found, spelling):
        terminal.warn(visible(f"was found already as {like}: case, accents, quotes, hyphens and spacing do not count"))
    _tell(at, after, found.id)


def _ids(casebook: Casebook, names: list[str] | None) -> list[str]:
    from compare.authoring.claiming.vocabulary_entries import entity_named

    return [entity_named(casebook, name).id for name in names or ()]


def _tell(at: Desk, casebook: Casebook, entity: str) -> None:
    """One line: where the entity stands, and its names; an editor knows them first, since nobody may be there to listen."""
    at.refresh_schemas()
    made = next(each for each in casebook.entities if each.id == entity)
    names = " · ".join((made.name, *(each.spelling for each in made.aliases)))
    at.terminal.result(visible(f"{made.place.file}:{made.place.line}: {made.id} ({made.type}): {names}"))
