"""The home: secrets made once and kept to the owner, addresses of the database."""

import stat
from concurrent.futures import ThreadPoolExecutor

from kepu.core.home import APP, OWNER, Home


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    home = Home(tmp_path / "home")

    with ThreadPoolExecutor(8) as many:
        secrets = set(many.map(lambda _: home.secret("django"), range(32)))

    path = tmp_path / "home" / "secrets" / "django"
    assert len(secrets) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [entry.name for entry in path.parent.iterdir()] == ["django"]


def test_the_socket_of_a_deep_home_has_a_short_path(tmp_path):
    deep = Home(tmp_path / ("d" * 90))

    assert len(str(deep.sockets)) <= 80
    assert Home(tmp_path).sockets == tmp_path / "postgres" / "run"


def test_a_given_server_is_used_instead(tmp_path, monkeypatch):
    monkeypatch.setenv("KEPU_DATABASE_URL", "postgresql://server/kepu")
    monkeypatch.setenv("KEPU_OWNER_DATABASE_URL", "postgresql://owner@server/kepu")

    home = Home(tmp_path)

    assert home.database_url(APP) == "postgresql://server/kepu"
    assert home.database_url(OWNER) == "postgresql://owner@server/kepu"
