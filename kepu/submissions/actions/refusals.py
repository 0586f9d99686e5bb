"""What senders may be told (不予办理), one sentence each; nothing they typed is lost by it."""

from kepu.core.errors import ChangedMeanwhile, Refused


class CampaignClosed(Refused):
    """The window is over and the campaign is not rolling."""

    code, says = "campaign_closed", "“{campaign}”已于 {closed} 截止，没有报送；草稿还在，内容没有丢"


class NotYetOpen(Refused):
    """The window has not begun."""

    code, says = "not_yet_open", "“{campaign}”{opens}，现在还不能报送"


class NotEligible(Refused):
    """The organisation is of no kind that the notice asks."""

    code, says = "not_eligible", "{why}{remedy}"


class NoSuchCategory(Refused):
    """The campaign has no such category."""

    code, says = "no_such_category", "请选作品类别"


class CategoryOver(Refused):
    """The campaign was revised and no longer asks for this category."""

    code = "category_over"
    says = "活动修订后不再征集“{category}”，没有报送；草稿还在，可以照着它新建一件其他类别的"


class ShutNow(Refused):
    """The work is not a draft and was not returned."""

    code, says = "shut_now", "“{work}”现在是“{state}”，不能改"


class ItemShut(Refused):
    """The work was returned, and this item was not named."""

    code, says = "item_shut", "这次退回没有要求改“{item}”，它保持原样"


class EditedElsewhere(ChangedMeanwhile):
    """The draft was saved from another window since this one was opened."""

    code = "edited_elsewhere"
    says = "这份草稿刚在别处改过，这里填的没有保存，也没有丢；请对照后再决定"


class TooMany(Refused):
    """The slot is full."""

    code, says = "too_many", "“{slot}”最多 {most} 个文件，已经有 {most} 个；可以替换或先移除一个"


class NoSuchFile(ChangedMeanwhile):
    """The file was removed or replaced meanwhile."""

    code, says = "no_such_file", "这个文件刚刚被移除或替换了，请看现在的列表"


class NoSuchSlot(Refused):
    """The category asks for no such file."""

    code, says = "no_such_slot", "这类作品没有“{slot}”这一项材料"


class NotReady(Refused):
    """Something is still missing, wrong or being checked."""

    code, says = "not_ready", "还不能报送，还差 {count} 项：{first}"


class QuotaFull(Refused):
    """The organisation has handed in as many as the notice lets it."""

    code = "quota_full"
    says = (
        "“{category}”的名额已满：{rule}，已报 {used} 件，这一件没有报送；"
        "草稿还在。要报它，先撤回一件已报的"
    )


class NoSuchBatch(Refused):
    """The batch is of another organisation, or there is none."""

    code, says = "no_such_batch", "找不到这一批，请从“我的报送”重新打开"
