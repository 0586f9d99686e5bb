"""Up (启动): everything one machine needs, started, watched and stopped together."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.client import HTTPConnection, HTTPException
from importlib.util import find_spec
from subprocess import TimeoutExpired

from kepu.cli.prepare import is_prepared
from kepu.cli.refusals import CannotStart
from kepu.cli.up import lock
from kepu.cli.up.child import spawn
from kepu.cli.up.postgres import Server, leave_no_socket
from kepu.cli.up.rotation import turn_over
from kepu.cli.up.supervisor import LOOK, Part, Process, Stop, Supervisor
from kepu.core.home import Home
from kepu.media.vaults.address import Address, BadAddress

READY_LIMIT = 60.0
OK = 200


def main(argv: list[str]) -> int:
    """Run until somebody asks us to stop."""
    given = arguments(argv)
    home = Home.of_environment()
    os.environ["KEPU_HOME"] = str(home.root)  # absolute, for children that stand elsewhere
    if given.demo:
        os.environ["KEPU_DEMO"] = "1"
    supervisor = Supervisor(each_round=partial(turn_over, home.logs))
    try:
        port_is_free(given.host, given.port)
        store_is_named_well()
        held = lock.take(home, f"进程 {os.getpid()}，http://{given.host}:{given.port}/")
        supervisor.begin()
        start_all(supervisor, home, given)
        supervisor.watch()
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except Stop:
        print("正在停止……")
        return 0
    finally:
        supervisor.stop()
        leave_no_socket(home)
    os.close(held)
    return 0


def arguments(argv: list[str]) -> argparse.Namespace:
    """Read what may differ from start to start."""
    parser = argparse.ArgumentParser(prog="kepu up", description="启动本机的全部服务")
    parser.add_argument("--demo", action="store_true", help="放入演示数据并显示登录名和密码")
    parser.add_argument("--host", default="127.0.0.1", help="监听的地址（默认只限本机）")
    parser.add_argument("--port", type=int, default=8000, help="网页的端口（默认 8000）")
    return parser.parse_args(argv)


def start_all(supervisor: Supervisor, home: Home, given: argparse.Namespace) -> None:
    """Start the parts, each when what it needs is there; then say where the page is."""
    began = time.monotonic()
    given_database = os.environ.get("KEPU_DATABASE_URL")
    if not given_database:
        server = Server(home)
        supervisor.start(Part("数据库", partial(serve, server), signal.SIGINT, signal.SIGINT))
    fresh = given_database or not is_prepared(home)
    if fresh and ended(python("kepu.cli", "prepare"), supervisor.look) != 0:
        raise CannotStart(
            "数据库或静态文件没有准备好",
            why="见上面的说明",
            cure="按说明处理后再启动；日志在 " + str(home.logs),
        )
    address = ("--host", given.host, "--port", str(given.port))
    web = Part("网页服务", partial(python, "kepu.cli", "web", *address))
    supervisor.start(web)
    wait_for_page(web, given, supervisor.heed)
    supervisor.start(Part("后台任务", partial(python, "kepu.cli", "worker")))
    url = f"http://{given.host}:{given.port}/"
    if given.demo and find_spec("kepu.cli.demo"):
        took = time.monotonic() - began
        print(f"首页已可打开（{took:.1f} 秒）：{url}  正在准备演示数据……", flush=True)
        if ended(python("kepu.cli.up.demo"), supervisor.look) != 0:
            raise CannotStart(
                "演示数据没有做好", why="见上面的说明", cure="换一个新的 KEPU_HOME 再试"
            )
    took = time.monotonic() - began
    print(f"科普已启动（{took:.1f} 秒）：{url}  按 Ctrl-C 停止", flush=True)


def serve(server: Server) -> Process:
    """Start the database and hand over its process."""
    server.start()
    if server.process is None:
        raise CannotStart("数据库不能启动", why="没有进程", cure="查看日志")
    return server.process


def python(*words: str) -> Process:
    """Start another module of ours."""
    return spawn([sys.executable, "-m", *words])


def ended(process: Process, look: Callable[[], None]) -> int:
    """Wait until a process has ended, looking after all others meanwhile; gives its exit code."""
    while True:
        look()
        with suppress(TimeoutExpired):
            return process.wait(LOOK)


def store_is_named_well() -> None:
    """Refuse an address of a store that cannot be read, before anything is started."""
    try:
        if url := os.environ.get("KEPU_STORAGE_URL"):
            Address.of(url)
    except BadAddress as bad:
        cure = "改正 KEPU_STORAGE_URL，见 docs/operations.md"
        raise CannotStart("文件存储的地址读不懂", why=str(bad), cure=cure) from bad


def port_is_free(host: str, port: int) -> None:
    """Refuse a port that somebody else listens on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"不能在 {host}:{port} 上提供网页",
                why=f"端口已被别的程序占用或不可用（{error.strerror}）",
                cure=f"换一个端口，例如 kepu up --port {port + 1 if port else 8000}",
            ) from error


def wait_for_page(web: Part, given: argparse.Namespace, heed: Callable[[], None]) -> None:
    """Wait until the site answers."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(given.host, given.host)  # noqa: S104
    until = time.monotonic() + READY_LIMIT
    while time.monotonic() < until and web.process and web.process.poll() is None:
        asking = HTTPConnection(host, given.port, timeout=5)
        try:
            asking.request("GET", "/readyz", headers={"Host": "localhost"})
            if asking.getresponse().status == OK:
                return
        except (OSError, HTTPException):
            pass
        finally:
            asking.close()
        time.sleep(0.05)
        heed()
    raise CannotStart(
        "网页服务不能启动",
        why="它停止了，或一分钟内没有应答",
        cure="查看上面的说明和日志",
    )
