"""The home of one installation (``KEPU_HOME``): its folders, secrets and database address."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

LONGEST_SOCKET_PATH = 80  # of 107 bytes that the kernel allows, the file name takes some
OWNER, APP = "kepu_owner", "kepu_app"


@dataclass(frozen=True, slots=True)
class Home:
    """One installation's state on disk; nothing of it is made before it is needed."""

    root: Path

    @classmethod
    def of_environment(cls) -> Home:
        """Take the home that ``KEPU_HOME`` names, else ``./var``."""
        return cls(Path(os.environ.get("KEPU_HOME") or "var").absolute())

    @property
    def postgres(self) -> Path:
        """PostgreSQL's folder: in the home, or away where its user cannot reach into the home."""
        away = self.root / "postgres.path"
        return Path(away.read_text()) if away.exists() else self.root / "postgres"

    @property
    def blobs(self) -> Path:
        return self.root / "blobs"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def sockets(self) -> Path:
        """The folder of PostgreSQL's socket: beside its data, else short in the temp folder."""
        inside = self.postgres / "run"
        if len(str(inside)) <= LONGEST_SOCKET_PATH:
            return inside
        return Path(tempfile.gettempdir()) / f"kepu-{self.mark}"

    @property
    def mark(self) -> str:
        """A short name for this home that no other home has."""
        return hashlib.sha256(str(self.root).encode()).hexdigest()[:12]

    def secret(self, name: str) -> str:
        """Read a secret of this installation; made on first use, readable by the owner alone."""
        path = self.root / "secrets" / name
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = path.with_name(f"{name}.{secrets.token_hex(8)}")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_urlsafe(48))
            try:
                os.link(fresh, path)  # the first one wins
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_text()

    def database_url(self, role: str = APP) -> str:
        """Give a role the address of the database; ``KEPU_DATABASE_URL`` names another server."""
        if given := os.environ.get("KEPU_DATABASE_URL"):
            return (role == OWNER and os.environ.get("KEPU_OWNER_DATABASE_URL")) or given
        where = quote(str(self.sockets), safe="")
        return f"postgresql://{role}:{self.secret(role)}@/kepu?host={where}"
