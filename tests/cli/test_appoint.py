"""``kepu appoint`` makes the first administrator, and says what it did."""

import re

import pytest

from kepu.access.models import Appointment
from kepu.cli import appoint
from kepu.orgs.models import Org
from kepu.people.models import Person

ASKED = ["--login", "admin", "--name", "测试甲", "--org", "河南省科学技术协会", "--place", "河南省"]


pytestmark = pytest.mark.usefixtures("province")


def test_the_first_administrator_is_made_at_one_go(capsys):
    code = appoint.main(ASKED)

    made = Appointment.objects.get()
    said = capsys.readouterr().out
    password = re.search(r"初始密码：(\S+)（首次登录须修改）", said)[1]
    assert (code, made.duty, made.place.name) == (0, "administrator", "河南省")
    assert (made.of_org.kind, made.person.check_password(password)) == ("province-cast", True)
    assert made.person.must_change_password


def test_what_is_there_is_used_as_it_is(capsys):
    appoint.main(ASKED)
    again = [*ASKED[:-1], "419001000000"]

    code = appoint.main(again)

    assert code == 0
    assert "初始密码" not in capsys.readouterr().out.split("\n", 2)[-1]
    assert (Person.objects.count(), Org.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("place", "says"),
    [("火星", "没有叫“火星”的地方"), ("洛阳", "没有叫“洛阳”的地方")],
)
def test_an_unknown_place_is_refused_and_nothing_is_done(capsys, place, says):
    code = appoint.main([*ASKED[:-1], place])

    assert code == 1
    assert says in capsys.readouterr().err
    assert not Person.objects.exists()


def test_twice_the_same_is_refused_with_a_sentence(capsys):
    appoint.main(ASKED)

    assert appoint.main(ASKED) == 1
    assert "已经是这个范围的系统管理员" in capsys.readouterr().err
