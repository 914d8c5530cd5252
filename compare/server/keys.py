"""The secrets of one run: what opens it, what keeps it open in one browser, and what a form of it carries."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field


@dataclass(slots=True)
class Keys:
    """The secrets of a run on a port. The one in the printed address opens it once; then it is spent."""

    port: int
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    form: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    _opening: str | None = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def address(self) -> str:
        """The address that opens it, for the one who started it."""
        return f"http://127.0.0.1:{self.port}/?token={self._opening}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """What a browser calls this server."""
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    @property
    def cookie_name(self) -> str:
        """Cookies are shared by all ports of a host, so the name tells one run from another."""
        return f"whosays-{self.port}"

    @property
    def cookie(self) -> str:
        """The header that keeps it open in this browser: not for scripts, not sent from pages of others."""
        return f"{self.cookie_name}={self.session}; HttpOnly; SameSite=Strict; Path=/"

    def opens(self, token: str) -> bool:
        """Whether this is the token of the address, which is spent by it."""
        if self._opening is None or not same(token, self._opening):
            return False
        self._opening = None
        return True

    def is_session(self, cookies: str) -> bool:
        """Whether a header of cookies holds ours."""
        pairs = (each.strip().partition("=") for each in cookies.split(";"))  # whatever other servers of this host have set
        return any(name == self.cookie_name and same(value, self.session) for name, _, value in pairs)


def same(given: str, wanted: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing of how far they are."""
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode("ascii"))
