"""The static repository as a harvester gets it: served by a gateway, as the standard has it, and read by an OAI-PMH library."""

from __future__ import annotations

import copy
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from conftest import TODAY
from jidi.load import load
from jidi.publish import publish
from oaipmh_scythe import Scythe

OAI, SR = "{http://www.openarchives.org/OAI/2.0/}", "{http://www.openarchives.org/OAI/2.0/static-repository}"
OAI_DC, DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}", "{http://purl.org/dc/elements/1.1/}"
ELEMENTS = {
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier", "source", "language", "relation", "coverage", "rights",
}  # fmt: skip


def oai_of(city: Path, more: str = "网站地址: https://jidi.example.cn/pds\n邮箱: jidi@example.cn\n") -> bytes | None:
    file = city / "content/standards/city.yml"
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    loaded, findings = load(city, TODAY)
    made = {output.path: output.content for output in publish(loaded, findings, ())}.get("oai.xml")
    assert made is None or isinstance(made, bytes)
    return made


class Gateway(BaseHTTPRequestHandler):
    """What the standard asks of a static repository's gateway: the file's own parts under the answer's envelope."""

    repository: ElementTree.Element

    def do_GET(self) -> None:
        asked = {key: value[0] for key, value in parse_qs(urlsplit(self.path).query).items()}
        answer = ElementTree.Element(f"{OAI}OAI-PMH")
        ElementTree.SubElement(answer, f"{OAI}responseDate").text = "2026-11-25T00:00:00Z"
        ElementTree.SubElement(answer, f"{OAI}request", asked).text = "http://127.0.0.1/"
        part = copy.deepcopy(self.repository.find(f"{SR}{asked['verb']}"))
        assert part is not None
        part.tag = f"{OAI}{asked['verb']}"
        answer.append(part)
        self.send_response(200)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.end_headers()
        self.wfile.write(ElementTree.tostring(answer, encoding="utf-8"))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is written to the tests' output."""


@pytest.fixture
def gateway(city: Path) -> Iterator[str]:
    data = oai_of(city)
    assert data
    handler = type("Own", (Gateway,), {"repository": ElementTree.fromstring(data)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_harvester_takes_every_public_resource(gateway: str) -> None:
    with Scythe(gateway) as scythe:
        about = scythe.identify()
        assert (about.repositoryName, about.protocolVersion, about.adminEmail) == ("平顶山市学科教研基地资源中心", "2.0", "jidi@example.cn")
        assert (about.baseURL, about.granularity, about.deletedRecord) == ("https://jidi.example.cn/pds/oai.xml", "YYYY-MM-DD", "no")
        assert [one.metadataPrefix for one in scythe.list_metadata_formats()] == ["oai_dc"]
        [record] = list(scythe.list_records(metadata_prefix="oai_dc"))
    assert (record.header.identifier, record.header.datestamp) == ("oai:jidi.example.cn:cz-shuxue/resources/yici-hanshu", "2026-10-08")
    told = record.metadata
    assert (told["title"], told["creator"], told["contributor"]) == (["《一次函数的图象》教学设计"], ["李文静"], ["陈立新"])
    assert told["identifier"][0] == "https://jidi.example.cn/pds/bases/cz-shuxue/resources/yici-hanshu.html"
    assert told["language"] == ["zh-CN"] and "不能拿去卖钱" in told["rights"][0]


def test_the_file_is_built_as_the_standard_has_it(city: Path) -> None:
    root = ElementTree.fromstring(oai_of(city) or b"")
    assert root.tag == f"{SR}Repository"
    assert [part.tag for part in root] == [f"{SR}Identify", f"{SR}ListMetadataFormats", f"{SR}ListRecords"]
    names = ("repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp", "deletedRecord", "granularity")
    assert [part.tag for part in root[0]] == [f"{OAI}{name}" for name in names]
    assert root[2].get("metadataPrefix") == "oai_dc"
    for record in root[2]:
        assert [part.tag for part in record] == [f"{OAI}header", f"{OAI}metadata"]
        assert [part.tag for part in record[0]] == [f"{OAI}identifier", f"{OAI}datestamp"]
        [dc] = record[1]
        assert dc.tag == f"{OAI_DC}dc" and {part.tag.removeprefix(DC) for part in dc} <= ELEMENTS and all(part.text for part in dc)


def test_without_a_mailbox_the_hosts_own_is_named_and_without_an_address_there_is_none(city: Path) -> None:
    assert oai_of(city, "") is None
    root = ElementTree.fromstring(oai_of(city, "网站地址: https://jidi.example.cn\n") or b"")
    assert root.findtext(f"{SR}Identify/{OAI}adminEmail") == "webmaster@jidi.example.cn"
