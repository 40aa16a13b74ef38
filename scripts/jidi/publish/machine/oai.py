"""``oai.xml``: the resources as an OAI-PMH 2.0 static repository (Open Archives Initiative), which a gateway serves to harvesters."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.etree import ElementTree

from ...model.city import Entry
from ...model.standards import Settings
from ...model.work import Resource
from ..ask import whole
from ..output import Output
from ..world import World
from . import bibliography as about
from .dublin import dublin
from .markup import add, document

ADDRESS = "oai.xml"
PREFIX = "oai_dc"
_SR, _OAI = "{http://www.openarchives.org/OAI/2.0/static-repository}", "{http://www.openarchives.org/OAI/2.0/}"
_DC, _OAI_DC = "{http://purl.org/dc/elements/1.1/}", "{http://www.openarchives.org/OAI/2.0/oai_dc/}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_PREFIXES = {"": _SR[1:-1], "oai": _OAI[1:-1], "oai_dc": _OAI_DC[1:-1], "dc": _DC[1:-1], "xsi": _XSI[1:-1]}


def oai_files(world: World) -> list[Output]:
    """The static repository; none while the city has no address or no resource, for the standard asks for both."""
    entries = world.of(Resource)
    settings = world.settings
    return [Output(ADDRESS, document(_repository(world, settings, entries), _PREFIXES))] if settings and settings.address and entries else []


def _repository(world: World, settings: Settings, entries: list[Entry[Resource]]) -> ElementTree.Element:
    root = ElementTree.Element(f"{_SR}Repository", {f"{_XSI}schemaLocation": f"{_SR[1:-1]} {_SR[1:-1]}.xsd"})
    _identify(root, world, settings, entries)
    one = add(add(root, f"{_SR}ListMetadataFormats"), f"{_OAI}metadataFormat")
    add(one, f"{_OAI}metadataPrefix", PREFIX)
    add(one, f"{_OAI}schema", f"{_OAI_DC[1:-2]}.xsd")
    add(one, f"{_OAI}metadataNamespace", _OAI_DC[1:-1])
    records = add(root, f"{_SR}ListRecords", metadataPrefix=PREFIX)
    for entry in entries:
        _record(records, world, entry)
    return root


def _identify(root: ElementTree.Element, world: World, settings: Settings, entries: list[Entry[Resource]]) -> None:
    """Who this is. The mailbox is the city's, or else the role that every web host has (RFC 2142)."""
    made = add(root, f"{_SR}Identify")
    add(made, f"{_OAI}repositoryName", settings.site_name)
    add(made, f"{_OAI}baseURL", whole(world, ADDRESS))
    add(made, f"{_OAI}protocolVersion", "2.0")
    add(made, f"{_OAI}adminEmail", settings.mailbox or f"webmaster@{_host(world)}")
    add(made, f"{_OAI}earliestDatestamp", min(about.updated(world, entry) for entry in entries).isoformat())
    add(made, f"{_OAI}deletedRecord", "no")
    add(made, f"{_OAI}granularity", "YYYY-MM-DD")


def _host(world: World) -> str:
    return urlsplit(whole(world, "")).hostname or ""


def _record(parent: ElementTree.Element, world: World, entry: Entry[Resource]) -> None:
    made = add(parent, f"{_OAI}record")
    header = add(made, f"{_OAI}header")
    add(header, f"{_OAI}identifier", f"oai:{_host(world)}:{entry.id}")
    add(header, f"{_OAI}datestamp", about.updated(world, entry).isoformat())
    schema = {f"{_XSI}schemaLocation": f"{_OAI_DC[1:-1]} {_OAI_DC[1:-2]}.xsd"}
    dc = add(add(made, f"{_OAI}metadata"), f"{_OAI_DC}dc", **schema)
    for name, value in dublin(world, entry):
        add(dc, f"{_DC}{name}", value)
