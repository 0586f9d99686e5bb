import pytest

from kepu.rulebook.audiences import AUDIENCES, LONGEST, groups


@pytest.mark.parametrize("group", AUDIENCES)
def test_a_group_is_of_itself(group):
    assert groups(group) == [group]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", []),
        (" 、/ ", []),
        ("无", []),
        ("中小学生、果农", ["青少年", "农民"]),
        ("中学生，小学生; 儿童", ["青少年"]),
        ("广大農民朋友", ["农民"]),
        ("农民工", ["产业工人"]),
        ("户外劳动者、独居老人等", ["产业工人", "老年人"]),
        ("学生家长", ["家长和家庭"]),
        ("老年人和青少年", ["老年人", "青少年"]),
        ("公务员与领导干部", ["领导干部和公务员"]),
        ("农村居民及社区居民", ["农民", "社区居民"]),
        ("和田市居民", ["社区居民"]),
        ("参与农民", ["农民"]),
        ("群众", ["全体公众"]),
        ("天文爱好者、医务人员", ["天文爱好者", "医务人员"]),
        ("爱好者和中学生", ["爱好者", "青少年"]),
        ("凡是" + "想" * LONGEST + "看的", []),
    ],
)
def test_what_forms_say_is_sorted_into_groups(said, found):
    assert groups(said) == found
