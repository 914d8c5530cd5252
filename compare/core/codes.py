"""The one table of problem codes: code, name, severity, why it matters, how to mend it. A code is never renumbered or reused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Code:
    """One row: a stable code, a name that can be said aloud, and the two sentences a reader needs."""

    code: str
    name: str
    severity: Literal["error", "warning", "info"]
    why: str
    cure: str


# fmt: off
_ROWS: Final = (
    # files
    Code("F101", "not-utf-8", "error", "Other encodings are read differently by every tool.", "Save the file as UTF-8."),
    Code("F102", "too-large", "error", "A file beyond the limit is more likely broken than real.", "Split it, or raise the limit in whosays.toml."),
    Code("F103", "not-a-regular-file", "error", "Devices, pipes and folders cannot be read as a file.", "Replace it by a regular file."),
    Code("F104", "unreadable-file", "error", "A file that cannot be read would make the report lie by silence.", "Mend its permissions."),
    Code("F105", "outside-casebook", "error", "A link that leaves the casebook could publish any file of the machine.", "Put the file itself into the casebook."),
    Code("F106", "unexpected-file", "warning", "A file that nothing reads may hold claims that are missing from the report.", "Move or rename it as docs/formats.md says."),
    Code("F107", "changed-while-reading", "error", "Half of the old and half of the new file make a third that nobody wrote.", "Run the command again."),
    Code("F108", "folder-too-large", "error", "A folder beyond the limit is more likely broken than real, and none of it is read.", "Take out what does not belong there, or raise the limit in whosays.toml."),
    Code("F109", "changed-meanwhile", "warning", "What was read before it may be older than the same change.", "Run the command again once nothing is being saved."),
    # YAML
    Code("Y101", "syntax", "error", "The file is not valid YAML, so nothing in it can be trusted.", "Mend it at or just before this place; a value that holds a colon or a #, or begins with a bracket, belongs in quotes."),
    Code("Y102", "alias", "error", "Anchors and aliases can grow without bound and hide where a value stands.", "Write the value out."),
    Code("Y103", "tag", "error", "Tags change what a value is; here every value is text until its kind reads it.", "Remove the tag."),
    Code("Y104", "merge-key", "error", "Merge keys hide where a value comes from and can grow without bound.", "Write the keys out."),
    Code("Y105", "duplicate-key", "error", "With a key given twice, one of the two values would be lost silently.", "Keep one of the two."),
    Code("Y106", "second-document", "error", "A file holds one document; the second would be lost.", "Move it to a file of its own."),
    Code("Y107", "too-deep", "error", "Nothing in a casebook is nested this deeply.", "Flatten the structure."),
    Code("Y108", "scalar-too-long", "error", "A single value of this size is not an annotation.", "Shorten it."),
    Code("Y109", "control-character", "error", "Control characters change what a page or terminal shows.", "Remove the character."),
    Code("Y110", "key-is-not-text", "error", "Keys are plain words.", "Write the key as one word."),
    Code("Y111", "tab-indentation", "error", "YAML indents with spaces only.", "Use spaces."),
    Code("Y112", "bidi-control", "error", "Direction controls in an id make two different ids look alike.", "Remove the character."),
    Code("Y113", "bidi-control-in-text", "warning", "Direction controls can show words in an order that is not theirs.", "Remove it unless the source has it."),
    Code("Y114", "invisible-character", "warning", "Invisible characters make equal words unequal; they are folded away when matching.", "Remove it."),
    Code("Y115", "mixed-script", "warning", "A name that mixes scripts may imitate another name.", "Type the name in one script."),
    Code("Y116", "combining-run", "error", "So many combining marks on one letter are not writing.", "Remove the marks."),
    Code("Y117", "noncharacter", "warning", "Private-use and noncharacters show differently everywhere.", "Replace the character."),
    Code("Y118", "empty-file", "error", "An empty file compares nothing, which must not look like agreement.", "Fill it in, or delete it."),
    Code("Y119", "no-character", "error", "Half a surrogate pair or a number beyond Unicode cannot be shown or saved.", "Write the character itself."),
    # schema
    Code("S201", "unknown-key", "error", "A misspelt key would be ignored silently.", "Correct or remove it."),
    Code("S202", "missing-key", "error", "Without it the record cannot be used.", "Add it."),
    Code("S203", "wrong-type", "error", "The value has another shape than this key takes.", "Write it as docs/formats.md shows."),
    Code("S204", "not-an-option", "error", "This key takes one of a few words.", "Use one of them."),
    Code("S205", "bad-id", "error", "Ids become file names and addresses: lower-case ASCII words joined by hyphens.", "Rename it."),
    Code("S206", "too-many-claims", "error", "A claim file of this size is more likely broken than real.", "Split it, or raise the limit in whosays.toml."),
    Code("S207", "bad-form", "error", "The value does not have the form this key takes.", "Write it as docs/formats.md shows."),
    Code("S208", "out-of-place", "error", "The key means nothing for this kind of subject, so it would be ignored silently.", "Remove it, or change the kind."),
    Code("S209", "two-kinds", "error", "Values of two kinds cannot be lined up.", "Give every claim on the subject one kind."),
    Code("S210", "unreadable-row", "error", "A row that is read into the wrong columns says what nobody wrote.", "Give it the cells that the heading of the table names."),
    # references
    Code("R301", "unknown-source", "error", "Nothing is known about this source.", "Write its record in seeds/, or correct the id."),
    Code("R302", "unknown-subject", "error", "A claim on an undeclared subject lines up with nothing.", "Declare it in claims/vocabulary/subjects.yaml, or correct the id."),
    Code("R303", "unknown-entity", "error", "Nothing is known about this entity.", "Declare it in claims/vocabulary/entities.yaml, or correct the name."),
    Code("R304", "unknown-option", "error", "The subject does not declare this option.", "Declare it with the subject, or correct it."),
    Code("R305", "duplicate-id", "error", "Two things with one id cannot be told apart.", "Rename one of them."),
    Code("R306", "cycle", "error", "A chain that comes back to its start says nothing.", "Break the chain at one of its links."),
    Code("R307", "ambiguous-name", "error", "A name that means two entities would join what may be two.", "Use the id, or take the alias from one of them."),
    Code("R308", "source-mismatch", "error", "A claim file belongs to the source record of the same name.", "Rename the file, or correct `source`."),
    Code("R309", "same-and-not-same", "error", "Two entities cannot be one and not one, nor a spelling a name and no name.", "Remove one of the two statements."),
    Code("R310", "origin-like-source", "warning", "An origin that is no source of the casebook counts as another outlet, and so as support of its own.", "Correct the id; for an outlet give the date too, outlet@2017-03-10, or write its name as it writes it."),
    Code("R311", "rule-on-nothing", "error", "A rule that no subject answers to can never find anything.", "Correct what stands after the slash, or declare the subject in claims/vocabulary/subjects.yaml."),
    Code("R312", "retired-and-declared", "error", "The page of an id that is retired and the page of what is declared under it would have one address.", "Take the id out of `retired`, or give what is declared another one."),
    # values
    Code("V401", "unreadable-value", "error", "A value that its kind cannot read is compared with nothing.", "Write it as its kind takes it."),
    Code("V402", "unreadable-date", "error", "A date that cannot be read orders nothing.", "Write it in EDTF, for example 2017-03-02, 2017-03 or 2017~."),
    Code("V403", "citing-before-cited", "warning", "A source cannot have something from a report that is newer than itself.", "Check the date of the origin."),
    Code("V404", "published-before-event", "warning", "A claim cannot be older than what it reports.", "Check the date of the source and of the event."),
    Code("V405", "repeated-claim", "warning", "The same claim twice in one file is counted once.", "Remove one of the two."),
    Code("V406", "publication-after-access", "warning", "An article cannot have been read before it was published.", "Check both dates."),
    Code("V407", "until-before-since", "error", "An answer that ends before it begins held on no day.", "Check both dates."),
    Code("V408", "since-after-publication", "warning", "An article cannot state as a fact what begins only after it was printed.", "Check both dates; if the article foretells it, say so with hedge:."),
    Code("V409", "other-day-in-utc", "warning", "A report that gives the same moment in UTC names another day, and the two would seem to contradict each other.", "Write the day on which it happened where it happened, without the time."),
    Code("V410", "rule-does-not-fit", "error", "A rule on answers of another kind can never find anything, or finds what nobody meant.", "Name subjects that the rule can compare, as docs/formats.md shows."),
    # quotes
    Code("Q501", "quote-not-found", "error", "A quote that is not in the article is no evidence.", "Copy the words from the article."),
    Code("Q502", "quote-ambiguous", "error", "A quote that occurs more than once does not say which sentence is meant.", "Add near: or sentence:, or take more words."),
    Code("Q503", "quote-too-short", "error", "A quote of one character is no evidence.", "Take the words that carry the claim."),
    Code("Q504", "quote-long", "warning", "A quote is the shortest phrase that carries the claim, 3 to 10 words as a rule.", "Shorten it."),
    Code("Q505", "quote-is-article", "warning", "A quote of the whole article says nothing about where the claim stands.", "Take the words that carry the claim."),
    Code("Q506", "text-changed", "warning", "The text at hand is not the one that was annotated; what is silent there is not known any more.", "Read the article again, then update sha256 in its record."),
    Code("Q507", "no-such-sentence", "error", "The article has no sentence of this number.", "Correct the number."),
    Code("Q508", "sentences-shifted", "error", "The numbers in nothing: and sentence: would mean other sentences than those that were read.", "Run `whosays sentences SOURCE --freeze`, then look again at every number it names."),
    # addresses
    Code("U601", "unsafe-address", "warning", "Only plain http and https addresses are linked; others could run code or mislead.", "Give the http or https address."),
    # the casebook
    Code("C701", "nothing-to-compare", "error", "A report on nothing must not look like agreement.", "Add claim files with claims."),
    Code("C702", "bad-setting", "error", "A setting that is not understood would be ignored silently.", "Correct whosays.toml."),
    Code("C703", "newer-format", "error", "An older version would misread what is new, and call errors what is right.", "Update whosays."),
    # decisions
    Code("D801", "stale-decision", "warning", "The positions are not those the decision was made on.", "Decide again."),
    Code("D802", "claim-to-mend", "warning", "An editor found that this claim is not what the article says, and it still stands as it did.", "Correct it, with `whosays claim edit` or in its file, or decide again."),
    Code("D803", "orphaned-decision", "warning", "A decision on a subject that is not declared is applied to nothing.", "Correct the subject, or leave the decision as history and declare what became of its subject under `retired`."),
    Code("D804", "expired-decision", "warning", "The decision was made for a time, and that time is over.", "Decide again."),
    Code("D805", "decisions-disagree", "warning", "Two valid decisions on one subject do not say the same, and only the newer one is shown as the one that counts.", "Decide again; the new decision stands in the place of both."),
)
# fmt: on

CODES: Final = {row.code: row for row in _ROWS}
