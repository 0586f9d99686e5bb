"""Under which class an organisation hands in, by kind, level and membership; and why it may not."""

import pytest

from kepu.campaigns import queries
from kepu.orgs import actions as orgs
from kepu.orgs.models import Kind
from make.specs import shipped

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture
def association(make):
    return make.org("中国青少年科技教育工作者协会", kind=Kind.NATIONAL_SOCIETY)


@pytest.fixture
def spec():
    return shipped("youth-microvideo-2022")


def only(spec, *codes):
    kept = tuple(one for one in spec.classes if one.code in codes)
    return spec.model_copy(update={"classes": kept})


def test_a_member_hands_in_as_a_member_and_another_recommends_itself(make, association, spec, now):
    school = make.org("某中学", kind=Kind.SCHOOL)

    before = queries.class_of(spec, school, association)
    membership = orgs.admit(association, school, by=make.setup(), now=now)
    member = queries.class_of(spec, school, association)
    orgs.let_go(membership, by=make.setup(), now=now, why="退会")

    assert (before.code, member.code) == ("self", "unit-member")
    assert queries.class_of(spec, school, association).code == "self"


def test_a_provincial_association_recommends_before_all_else(make, association, spec, now):
    provincial = make.org(
        "河南省青少年科技教育协会", kind=Kind.YOUTH_ASSOCIATION, place=make.place("河南省")
    )
    orgs.admit(association, provincial, by=make.setup(), now=now)

    assert queries.class_of(spec, provincial, association).code == "province"


def test_who_is_no_member_is_told_whose_member_to_become(make, association, spec):
    why, remedy = queries.barred(
        only(spec, "unit-member"), make.org("某中学", kind=Kind.SCHOOL), association
    )

    assert why == "这次活动面向“中国青少年科技教育工作者协会”的单位会员，“某中学”没有登记为会员。"
    assert "请联系“中国青少年科技教育工作者协会”" in remedy


def test_another_level_and_another_kind_are_told_apart(make, association, spec):
    county = make.org("新郑市青少年科技教育协会", kind=Kind.YOUTH_ASSOCIATION)
    asked = only(spec, "province")

    assert "层级不在" in queries.barred(asked, county, association)[0]
    assert (
        "登记为“学校”"
        in queries.barred(asked, make.org("某中学", kind=Kind.SCHOOL), association)[0]
    )


def test_a_notice_that_names_nobody_is_open_to_all(make, association, spec):
    assert queries.barred(only(spec), make.org(), association) is None


def test_the_country_is_called_nation_by_notices(make, association, spec):
    klass = spec.classes[0].model_copy(update={"level": "nation"})
    whole = make.place("河南省").parent
    org = make.org("中国某协会", kind=Kind.YOUTH_ASSOCIATION, place=whole)

    asked = spec.model_copy(update={"classes": (klass,)})

    assert queries.class_of(asked, org, association) == klass
