"""The doctor names what is wrong and the cure; failed jobs get another try."""

import psycopg
import pytest

from kepu.cli.up.postgres import SUPERUSER, address
from kepu.core.home import APP, OWNER, Home
from make.home import kepu, served


@pytest.fixture(scope="module")
def home(tmp_path_factory, copied_home):
    home = copied_home(tmp_path_factory.mktemp("ill"))
    with served(home):
        yield home


@pytest.fixture
def owner(home):
    with psycopg.connect(address(home, OWNER, "kepu"), autocommit=True) as owner:
        owner.execute("DELETE FROM procrastinate_workers")
        owner.execute("DELETE FROM procrastinate_jobs")
        yield owner


def line_of(said, what):
    return next(line for line in said.splitlines() if f"  {what}：" in line)


def well(owner):
    owner.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")


def test_a_well_home_has_nothing_bad(home, owner):
    well(owner)

    ran = kepu(home, "doctor")

    assert "[有误]" not in ran.stdout
    assert ran.returncode == 0
    assert line_of(ran.stdout, "权限").startswith("[正常]  权限：kepu_app")


@pytest.mark.parametrize(("hosts", "level"), [("", "注意"), ("kepu.example.org", "正常")])
def test_a_site_that_answers_to_every_name_is_told_so(home, owner, hosts, level):
    well(owner)

    ran = kepu(home, "doctor", **({"KEPU_HOSTS": hosts} if hosts else {}))

    assert line_of(ran.stdout, "域名").startswith(f"[{level}]")


def test_a_home_that_is_not_there_is_bad(tmp_path):
    ran = kepu(Home(tmp_path / "none"), "doctor")

    assert ran.returncode == 1
    assert "KEPU_HOME" in ran.stdout


def test_a_database_that_does_not_answer_is_bad(tmp_path):
    ran = kepu(Home(tmp_path), "doctor")

    assert ran.returncode == 1
    assert line_of(ran.stdout, "数据库").startswith("[有误]")
    assert line_of(ran.stdout, "运行").startswith("[注意]")


def test_a_worker_without_heartbeat_is_bad(home, owner):
    owner.execute(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5m')"
    )

    ran = kepu(home, "doctor")

    assert ran.returncode == 1
    assert "秒没有心跳" in line_of(ran.stdout, "后台任务")


def test_a_secret_that_others_can_read_is_bad(home, owner):
    well(owner)
    secret = home.root / "secrets" / APP
    secret.chmod(0o644)

    ran = kepu(home, "doctor")

    secret.chmod(0o600)
    assert ran.returncode == 1
    assert str(secret) in line_of(ran.stdout, "密钥")


def test_a_role_that_may_rewrite_the_journal_is_bad(home, owner):
    well(owner)

    ran = kepu(home, "doctor", KEPU_DATABASE_URL=address(home, SUPERUSER, "kepu"))

    assert ran.returncode == 1
    assert "可以改写日志" in line_of(ran.stdout, "权限")


def test_a_line_that_nobody_sealed_is_bad_and_verify_finds_it(home, owner):
    well(owner)
    assert kepu(home, "journal", "verify").returncode == 0
    owner.execute(
        "INSERT INTO journal_line"
        " (verb, subject_kind, subject_id, duty, machine, request_id, facts, why, at) VALUES"
        " ('work.submit', 'work', '1', '', 'test', '', '{}', '', now() - interval '2m')"
    )

    ran, verified = kepu(home, "doctor"), kepu(home, "journal", "verify")

    with psycopg.connect(address(home, SUPERUSER, "kepu"), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")  # past the trigger
        superuser.execute("DELETE FROM journal_line")
    assert (ran.returncode, verified.returncode) == (1, 1)
    assert "1 行超过一分钟没有封存" in line_of(ran.stdout, "日志")
    assert "超过一分钟没有封存" in verified.stdout


def test_failed_jobs_are_listed_and_tried_again(home, owner):
    well(owner)
    for number in (1, 2):
        owner.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts)"
            " VALUES ('media', 'media.jobs.measure', %s, 'failed', 6)",
            [psycopg.types.json.Json({"line": number})],
        )
    first = owner.execute("SELECT min(id) FROM procrastinate_jobs").fetchone()[0]

    warned, listed = kepu(home, "doctor"), kepu(home, "jobs")
    retried, rest = kepu(home, "jobs", "retry", str(first)), kepu(home, "jobs")

    assert warned.returncode == 0
    assert line_of(warned.stdout, "失败的任务").startswith("[注意]  失败的任务：2 个")
    assert 'media.jobs.measure {"line": 1}  已试 6 次' in listed.stdout
    assert retried.stdout == "1 个任务已重新排队\n"
    assert "1 个任务失败" in rest.stdout
    assert kepu(home, "jobs", "retry").stdout == "1 个任务已重新排队\n"


def test_files_of_which_something_could_not_be_made_are_counted(home, owner):
    well(owner)
    none = kepu(home, "doctor").stdout
    owner.execute(
        "WITH blob AS (INSERT INTO media_blob VALUES (gen_random_uuid(), repeat('a', 64), 1, now())"
        " RETURNING id) INSERT INTO media_making (blob_id, what, part, begun_at, ended_at, trouble)"
        " SELECT id, 'stills', 0, now(), now(), '处理到一半出错中止' FROM blob"
    )

    one = kepu(home, "doctor").stdout
    listed = kepu(home, "media").stdout

    assert line_of(none, "没有做成的预览等").endswith("：没有")
    assert "1 个文件，kepu media 查看原因" in line_of(one, "没有做成的预览等")
    assert "预览图没有做成：处理到一半出错中止" in listed
