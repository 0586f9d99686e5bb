"""Under which class an organisation hands in, by kind, level and membership; and why it may not."""

import pytest

from kepu.campaigns import queries
from kepu.campaigns.models import Campaign
from kepu.orgs import actions as orgs
from kepu.orgs.models import Kind
from make.specs import shipped

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture
def association(make):
    return make.org("中国青少年科技教育工作者协会", kind=Kind.NATIONAL_SOCIETY)


@pytest.fixture
def call(make, association):
    return Campaign(host=association, place=make.place("河南省").parent)


@pytest.fixture
def spec():
    return shipped("youth-microvideo-2022")


def only(spec, *codes):
    kept = tuple(one for one in spec.classes if one.code in codes)
    return spec.model_copy(update={"classes": kept})


def test_a_member_hands_in_as_a_member_and_another_recommends_itself(
    make, association, call, spec, now
):
    school = make.org("某中学", kind=Kind.SCHOOL)

    before = queries.class_of(spec, school, call)
    membership = orgs.admit(association, school, by=make.setup(), now=now)
    member = queries.class_of(spec, school, call)
    orgs.let_go(membership, by=make.setup(), now=now, why="退会")

    assert (before.code, member.code) == ("self", "unit-member")
    assert queries.class_of(spec, school, call).code == "self"


def test_a_provincial_association_recommends_before_all_else(make, association, call, spec, now):
    provincial = make.org(
        "河南省青少年科技教育协会", kind=Kind.YOUTH_ASSOCIATION, place=make.place("河南省")
    )
    orgs.admit(association, provincial, by=make.setup(), now=now)

    assert queries.class_of(spec, provincial, call).code == "province"


def test_who_is_no_member_is_told_whose_member_to_become(make, call, spec):
    why, remedy = queries.barred(
        only(spec, "unit-member"), make.org("某中学", kind=Kind.SCHOOL), call
    )

    assert why == "这次活动面向“中国青少年科技教育工作者协会”的单位会员，“某中学”没有登记为会员。"
    assert "请联系“中国青少年科技教育工作者协会”" in remedy


def test_another_level_and_another_kind_are_told_apart(make, call, spec):
    county = make.org("新郑市青少年科技教育协会", kind=Kind.YOUTH_ASSOCIATION)
    asked = only(spec, "province")

    assert "层级不在" in queries.barred(asked, county, call)[0]
    assert "登记为“学校”" in queries.barred(asked, make.org("某中学", kind=Kind.SCHOOL), call)[0]


def test_a_notice_that_names_nobody_is_open_to_all(make, call, spec):
    assert queries.barred(only(spec), make.org(), call) is None


def test_the_country_is_called_nation_by_notices(make, call, spec):
    klass = spec.classes[0].model_copy(update={"level": "nation"})
    whole = make.place("河南省").parent
    org = make.org("中国某协会", kind=Kind.YOUTH_ASSOCIATION, place=whole)

    asked = spec.model_copy(update={"classes": (klass,)})

    assert queries.class_of(asked, org, call) == klass


def test_a_notice_of_a_province_is_for_its_own_organisations_and_says_so(make):
    call, spec = make.campaign(), shipped("henan-resources-2022")
    country = make.place("河南省").parent
    far = make.org("某兵团医院", kind=Kind.HOSPITAL, place=country)
    own = make.org("省科协某直属医院", kind=Kind.HOSPITAL, place=country, parent=call.host)

    why, remedy = queries.barred(spec, far, call)

    assert why == f"这次活动面向河南省的单位，“某兵团医院”登记在{country}。"
    assert "业务主管在“河南省科学技术协会”系统" in remedy
    assert queries.barred(spec, make.org("新郑某医院", kind=Kind.HOSPITAL), call) is None
    assert queries.barred(spec, own, call) is None
    wide = [one.model_copy(update={"anywhere": True}) for one in spec.classes]
    assert queries.barred(spec.model_copy(update={"classes": tuple(wide)}), far, call) is None


def test_an_organisation_is_offered_what_it_may_hand_in_to_and_told_of_the_rest(
    make, association, now
):
    near = make.campaign()
    members = make.campaign(slug="youth-microvideo-2022", host=association, place=near.place)
    far = make.org("某兵团医院", kind=Kind.HOSPITAL, place=near.place.parent)
    member = make.org("某中学", kind=Kind.SCHOOL)
    orgs.admit(association, member, by=make.setup(), now=now)

    assert queries.offered_to(member, now) == ([near, members], 0)
    assert queries.offered_to(far, now) == ([], 2)
