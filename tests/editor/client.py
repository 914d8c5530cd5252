"""A small client of the Language Server Protocol 3.17 over the standard streams: enough to ask what an editor asks."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
import time
from pathlib import Path
from typing import Any, Final, Self

SERVER: Final = Path(__file__).parent / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PATIENCE: Final = 60.0  # seconds; only a failure waits so long

Message = dict[str, Any]


class Editor:
    """A running language server as an editor sees it; nothing of it outlives the `with`."""

    def __init__(self, settings: Message, root: Path | None = None) -> None:
        """Start the server on a folder. `settings` are those that it asks for, by section: yaml, editor, ..."""
        self._settings = settings
        self._process = subprocess.Popen(
            ["node", str(SERVER), "--stdio"],  # noqa: S607 - whichever node the developer has
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._received: queue.Queue[Message] = queue.Queue()
        self._diagnostics: dict[str, list[Message]] = {}
        self._asked = 0
        self._seen: set[str] = set()
        threading.Thread(target=self._receive, daemon=True).start()
        text = {"completion": {"completionItem": {"documentationFormat": ["plaintext"]}}, "hover": {}, "publishDiagnostics": {}}
        capabilities = {"textDocument": text, "workspace": {"configuration": True, "workspaceFolders": True}}
        folder = {"rootUri": root.as_uri(), "workspaceFolders": [{"uri": root.as_uri(), "name": root.name}]} if root else {}
        self._ask("initialize", {"processId": None, "rootUri": None, **folder, "capabilities": capabilities})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": settings})

    def __enter__(self) -> Self:
        """The server itself."""
        return self

    def __exit__(self, *_fault: object) -> None:
        """End the server, and make sure of it."""
        self._ask("shutdown", None)
        self._tell("exit", None)
        self._process.wait(PATIENCE)
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()

    def diagnostics(self, path: Path, text: str) -> list[Message]:
        """What the server marks in a file with this text."""
        uri = self._open(path, text)
        self._until(lambda: uri in self._diagnostics)
        return self._diagnostics[uri]

    def completions(self, path: Path, text: str) -> dict[str, Message]:
        """What the server offers at the place that `|` marks in the text, by label."""
        answer = self._ask("textDocument/completion", self._open_at(path, text))
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: item for item in items}

    def hover(self, path: Path, text: str) -> str:
        """What the server shows over the place that `|` marks in the text."""
        answer = self._ask("textDocument/hover", self._open_at(path, text))
        return str(answer["contents"]["value"]) if answer else ""

    def _open_at(self, path: Path, text: str) -> Message:
        """Open the text without its mark; the place of the mark, characters counted as UTF-16 does."""
        before, _, after = text.partition("|")
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1].encode("utf-16-le")) // 2}
        return {"textDocument": {"uri": self._open(path, before + after)}, "position": position}

    def _open(self, path: Path, text: str) -> str:
        """Open the text as a file beside this one that nobody has opened yet, so that no answer can be about an older text."""
        uri = path.as_uri()
        if uri in self._seen:
            uri = path.with_name(f"{len(self._seen)}-{path.name}").as_uri()
        self._seen.add(uri)
        self._tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        return uri

    def _ask(self, method: str, parameters: Message | None) -> Any:
        """One request and the result of its response."""
        self._asked += 1
        wanted = self._asked
        self._send({"id": wanted, "method": method, "params": parameters})
        return self._until(None, wanted)

    def _tell(self, method: str, parameters: Message | None) -> None:
        self._send({"method": method, "params": parameters})

    def _until(self, reached: Any, wanted: int | None = None) -> Any:
        """Handle what comes until something is reached, or the response to a request is there."""
        end = time.monotonic() + PATIENCE
        while reached is None or not reached():
            try:
                message = self._received.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                raise TimeoutError(f"the language server said nothing for {PATIENCE:g} seconds") from None
            if "method" not in message and message.get("id") == wanted:
                if "error" in message:
                    raise RuntimeError(message["error"]["message"])
                return message.get("result")
            self._handle(message)
        return None

    def _handle(self, message: Message) -> None:
        """What the server asks or tells of its own accord."""
        parameters: Message = message.get("params") or {}
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[parameters["uri"]] = parameters["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            asked = [self._settings.get(item["section"]) for item in parameters["items"]]
            self._send({"id": message["id"], "result": asked})
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> None:
        """Everything the server sends, message by message; it ends with the server."""
        stream = self._process.stdout
        assert stream
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = stream.readline()
            self._received.put(json.loads(stream.read(length)))
