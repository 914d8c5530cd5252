"""What the Web Annotation Data Model demands of a document, as far as the standard's own examples put it to the test.

The context that a document names is not fetched: one of ours with the terms that are used here stands in for it.
"""

from __future__ import annotations

import json
import re
import warnings
from typing import TYPE_CHECKING, Any, Final

import pyshacl
from rdflib import Graph

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
NOWHERE: Final = "http://relative.invalid/"
"""What a name that is no IRI is resolved against."""
_IRI: Final = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
_LINKS: Final = {
    **{name: f"oa:has{name.title()}" for name in ("body", "target", "source", "selector", "state", "scope", "purpose")},
    "startSelector": "oa:hasStartSelector",
    "endSelector": "oa:hasEndSelector",
    "motivation": "oa:motivatedBy",
    "refinedBy": "oa:refinedBy",
    "cached": "oa:cachedSource",
    "stylesheet": "oa:styledBy",
    "renderedVia": "oa:renderedVia",
    "canonical": "oa:canonical",
    "via": "oa:via",
    "rights": "dcterms:rights",
    "creator": "dcterms:creator",
    "generator": "as:generator",
    "first": "as:first",
    "conformsTo": "dcterms:conformsTo",
    "homepage": "oa:homepage",
}
_DATES: Final = {
    "created": "dcterms:created",
    "modified": "dcterms:modified",
    "generated": "dcterms:issued",
    "sourceDate": "oa:sourceDate",
}
TERMS: Final[dict[str, Any]] = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "schema": "https://schema.org/",
    "@vocab": "http://www.w3.org/ns/oa#",
    "id": "@id",
    "type": "@type",
    **{name: {"@id": iri, "@type": "@id"} for name, iri in _LINKS.items()},
    **{name: {"@id": _LINKS[name], "@type": "@vocab"} for name in ("motivation", "purpose")},
    **{name: {"@id": iri, "@type": "xsd:dateTime"} for name, iri in _DATES.items()},
    **{name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in ("start", "end")},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "total": "as:totalItems",
    "startIndex": "as:startIndex",
    "label": "rdfs:label",
    "value": "rdf:value",
    "format": "dcterms:format",
    "language": "dcterms:language",
}
_NAMED: Final = '[ sh:nodeKind sh:BlankNodeOrIRI ; sh:not [ sh:nodeKind sh:IRI ; sh:pattern "^http://relative.invalid/" ] ]'
SHAPES: Final = f"""\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix as: <http://www.w3.org/ns/activitystreams#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] sh:targetClass oa:Annotation ; sh:nodeKind sh:IRI ;
  sh:property [ sh:path oa:hasTarget ; sh:minCount 1 ; sh:node {_NAMED} ] ,
    [ sh:path oa:hasBody ; sh:node {_NAMED} ] , [ sh:path oa:bodyValue ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
    [ sh:path dcterms:creator ; sh:node {_NAMED} ] , [ sh:path as:generator ; sh:node {_NAMED} ] ,
    [ sh:path dcterms:rights ; sh:node {_NAMED} ] , [ sh:path oa:via ; sh:node {_NAMED} ] ,
    [ sh:path oa:canonical ; sh:maxCount 1 ; sh:node {_NAMED} ] ,
    [ sh:path dcterms:created ; sh:maxCount 1 ; sh:datatype xsd:dateTime ] ,
    [ sh:path dcterms:modified ; sh:maxCount 1 ; sh:datatype xsd:dateTime ] ,
    [ sh:path dcterms:issued ; sh:maxCount 1 ; sh:datatype xsd:dateTime ] ,
    [ sh:path oa:motivatedBy ; sh:in ( oa:assessing oa:bookmarking oa:classifying oa:commenting oa:describing oa:editing
      oa:highlighting oa:identifying oa:linking oa:moderating oa:questioning oa:replying oa:tagging ) ] ;
  sh:not [ sh:property [ sh:path oa:hasBody ; sh:minCount 1 ] , [ sh:path oa:bodyValue ; sh:minCount 1 ] ] .
[] sh:targetObjectsOf oa:hasBody ;
  sh:property [ sh:path dcterms:format ; sh:datatype xsd:string ] ,
    [ sh:path oa:textDirection ; sh:maxCount 1 ; sh:in ( "ltr" "rtl" "auto" ) ] ,
    [ sh:path oa:processingLanguage ; sh:maxCount 1 ] ;
  sh:or ( [ sh:property [ sh:path as:items ; sh:maxCount 0 ] ]
    [ sh:property [ sh:path rdf:type ; sh:maxCount 1 ; sh:minCount 1 ;
      sh:in ( oa:Choice oa:List oa:Composite oa:Independents ) ] ] ) .
[] sh:targetClass oa:TextualBody ; sh:property [ sh:path rdf:value ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] .
[] sh:targetClass oa:SpecificResource ;
  sh:property [ sh:path oa:hasSource ; sh:minCount 1 ; sh:maxCount 1 ; sh:node {_NAMED} ] .
[] sh:targetClass oa:FragmentSelector ;
  sh:property [ sh:path rdf:value ; sh:minCount 1 ; sh:maxCount 1 ] , [ sh:path dcterms:conformsTo ; sh:maxCount 1 ] .
[] sh:targetClass oa:TextQuoteSelector ;
  sh:property [ sh:path oa:exact ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
    [ sh:path oa:prefix ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
    [ sh:path oa:suffix ; sh:maxCount 1 ; sh:datatype xsd:string ] .
[] sh:targetClass oa:TextPositionSelector ;
  sh:property [ sh:path oa:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ,
    [ sh:path oa:end ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] .
[] sh:targetClass oa:TimeState ; sh:property [ sh:path oa:cachedSource ; sh:node {_NAMED} ] .
[] sh:targetClass oa:AnnotationCollection ; sh:nodeKind sh:IRI ;
  sh:property [ sh:path as:totalItems ; sh:maxCount 1 ; sh:datatype xsd:integer ] , [ sh:path as:first ; sh:maxCount 1 ] .
[] sh:targetClass oa:AnnotationPage ; sh:nodeKind sh:IRI ; sh:property [ sh:path as:items ; sh:minCount 1 ; sh:maxCount 1 ] .
"""


def graph_of(document: dict[str, Any]) -> Graph:
    """The triples of a document, nothing fetched."""
    text = json.dumps({**document, "@context": TERMS})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the library uses a part of its own that it gives up
        return Graph().parse(data=text, format="json-ld", base=NOWHERE)


def faults(document: dict[str, Any]) -> list[str]:
    """What is wrong with a document; nothing where all is well."""
    found = []
    named = document.get("@context")
    if CONTEXT not in (named if isinstance(named, list) else [named]):
        found.append("the context is not named")
    if document.get("type") not in {"Annotation", "AnnotationCollection", "AnnotationPage"}:
        found.append("it is no annotation, nor a collection of them")
    if "id" not in document or not all(isinstance(each, str) and _IRI.fullmatch(each) for each in _ids(document)):
        found.append("it has not one IRI, or something in it has none")
    return found or misshapen(graph_of(document), SHAPES)


def _ids(part: object) -> Iterator[object]:
    """Whatever stands as the name of something, anywhere in a document."""
    if isinstance(part, list):
        for each in part:
            yield from _ids(each)
    elif isinstance(part, dict):
        yield from (value for key, value in part.items() if key == "id")
        for each in part.values():
            yield from _ids(each)


def misshapen(graph: Graph, shapes: str) -> list[str]:
    """In what a graph does not have these shapes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        fits, _, told = pyshacl.validate(graph, shacl_graph=Graph().parse(data=shapes, format="turtle"))
    return [] if fits else [str(told)]
