"""Several pass at once: what machines found is read first, and what has findings stands apart."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu.cases.models import Case
from kepu.checks.models import Judgement, Waiver
from kepu.people.models import Person
from kepu.submissions.models import SlotFile, Work

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SHORT = "时长 2:59，短于 3:00"
AS_ANY = {
    "check": "duration", "rule": "length", "measured": "", "required": "", "severity": "",
    "clause": "一（二）1",
}  # fmt: skip
ADVERT = "文中有 1 个电话；是不是广告，要人来看"


@pytest.fixture
def officer(client, make):
    actor = make.actor("officer")
    client.force_login(Person.objects.get(pk=actor.person_id), BACKEND)
    return actor


@pytest.fixture
def waiting(make, officer, now):
    """Hand in a work that waits for the officer; each of its files was found to be so."""

    def one(title, *findings, **changed):
        work = make.work(fields={"title": title}, now=now)
        make.judged(work, now=now)
        refs = SlotFile.objects.filter(work=work).values("file_ref")
        found = [AS_ANY | {"says": says} | more for says, more in findings]
        Judgement.objects.filter(file_ref__in=refs).update(findings=found, **changed)
        return work

    return one


def case_of(work):
    return Case.objects.get(subject_id=str(work.pk))


def address(*works):
    return "/desk/inbox/pass/?" + "&".join(f"picked={case_of(work).pk}" for work in works)


def sifted(client, *works):
    chosen = client.get(address(*works)).context["chosen"]
    return [case.label for case, _ in chosen.look], [case.label for case, _ in chosen.clear]


def test_what_has_findings_stands_apart_and_is_not_ticked(client, waiting):
    short = waiting("太短的", (SHORT, {"passed": False, "weight": "block"}))
    good = waiting("都好的")

    page = client.get(address(short, good)).content.decode()

    assert sifted(client, short, good) == (["太短的"], ["都好的"])
    assert "1 件有提示：先看这 1 件" in page
    assert "1 件没有发现问题" in page
    assert SHORT in page
    assert page.count(" checked") == 1


def test_what_no_machine_can_tell_is_said_and_keeps_nothing_apart(client, waiting):
    work = waiting("有电话的", (ADVERT, {"passed": None, "weight": "block"}))

    page = client.get(address(work)).content.decode()

    assert sifted(client, work) == ([], ["有电话的"])
    assert f"未能判断：{ADVERT}" in page


@pytest.mark.parametrize(
    ("found", "changed", "apart"),
    [
        ({"passed": False, "weight": "warn"}, {}, True),
        ({"passed": False, "weight": "info"}, {}, False),
        ({"passed": True, "weight": "block"}, {}, False),
        ({"passed": True, "weight": "block"}, {"finished_at": None}, True),
    ],
)
def test_what_is_broken_or_not_looked_at_to_the_end_stands_apart(
    client, waiting, found, changed, apart
):
    work = waiting("一件", (SHORT, found), **changed)

    assert sifted(client, work) == ((["一件"], []) if apart else ([], ["一件"]))


def test_a_waiver_lifts_a_finding(client, waiting, now):
    work = waiting("太短的", (SHORT, {"rule": "length", "passed": False, "weight": "block"}))
    ref = SlotFile.objects.get(work=work).file_ref
    Waiver.objects.create(file_ref=ref, rule="length", reason="史料", at=now)

    assert sifted(client, work) == ([], ["太短的"])


def test_the_same_file_in_another_work_is_a_finding(client, waiting):
    one, other, third = waiting("一"), waiting("二"), waiting("三")
    blob = SlotFile.objects.get(work=one).blob
    SlotFile.objects.filter(work=other).update(blob=blob)

    assert set(sifted(client, one, third)[0]) == {"一"}
    assert "同一个文件也交在别的作品里" in client.get(address(one)).content.decode()


def test_what_the_form_says_wrong_is_a_finding(client, waiting):
    work = waiting("太长的简介")
    found = Work.objects.get(pk=work.pk)
    found.fields = found.fields | {"abstract": ""}
    found.save()

    assert sifted(client, work) == (["太长的简介"], [])


def test_other_subjects_are_listed_without_a_word_of_machines(client, make, officer):
    case = make.case(kind="certification", label="一家单位")

    page = client.get(f"/desk/inbox/pass/?picked={case.pk}").content.decode()

    assert "没有发现问题" not in page
    assert page.count(" checked") == 1


def test_who_ticked_nothing_is_told_so_and_stays(client, waiting):
    work = waiting("一")

    answer = client.post(address(work), {}, follow=True)

    assert "一件也没有勾" in answer.content.decode()
    assert "1 件没有发现问题" in answer.content.decode()
    assert case_of(work).state == "waiting"


def test_the_list_leads_back_to_itself_from_what_is_to_be_looked_at(client, waiting):
    work = waiting("太短的", (SHORT, {"passed": False, "weight": "block"}))
    page = client.get(address(work)).content.decode()

    assert f"/works/{work.pk}/review/?next=%2Fdesk%2Finbox%2Fpass%2F%3Fpicked%3D" in page


def test_the_list_costs_the_same_with_1_and_30_works(client, waiting):
    works = [waiting(str(n), (SHORT, {"passed": False, "weight": "warn"})) for n in range(30)]
    counts = []
    for some in (works[:1], works):
        url = address(*some)
        with CaptureQueriesContext(connection) as counted:
            client.get(url)
        counts.append(len(counted))

    assert counts == [11, 11]
