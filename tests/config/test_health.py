"""Whether a process answers, whether the site is ready, and its figures."""

import pytest
from django.db.migrations.recorder import MigrationRecorder

from kepu.config import health


@pytest.fixture(autouse=True)
def forget_what_was_complete():
    health.complete.cache_clear()
    yield
    health.complete.cache_clear()


def test_a_process_answers_without_asking_the_database(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_a_migrated_site_is_ready(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_a_site_found_ready_only_asks_whether_the_database_answers(
    client, django_assert_num_queries
):
    client.get("/readyz")

    with django_assert_num_queries(1):
        client.get("/readyz")


@pytest.mark.django_db
def test_a_site_whose_database_lacks_a_migration_is_not_ready(client):
    MigrationRecorder.Migration.objects.filter(app="journal").delete()

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert "升级" in answer.content.decode()


@pytest.mark.django_db
def test_a_site_without_database_is_not_ready(client, monkeypatch):
    from django.db import OperationalError

    def gone():
        raise OperationalError

    monkeypatch.setattr(health, "missing_migrations", gone)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content.decode()) == (503, "数据库没有应答\n")


@pytest.mark.django_db
def test_figures_count_pages_by_view_and_jobs_by_queue(client):
    client.get("/accounts/login/")

    figures = client.get("/metrics").content.decode()

    assert 'kepu_page_seconds_count{status="2xx",view="account_login"}' in figures
    assert "# TYPE kepu_jobs gauge" in figures


@pytest.mark.django_db
@pytest.mark.parametrize(
    "who", [{"REMOTE_ADDR": "192.0.2.7"}, {"headers": {"X-Forwarded-For": "192.0.2.7"}}]
)
def test_figures_are_for_this_machine_alone(client, who):
    assert client.get("/metrics", **who).status_code == 404
