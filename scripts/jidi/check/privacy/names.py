"""What looks like a Chinese name. All texts are tidied before (:mod:`.tidy`).

The surnames are the commonest of 《中国百家大姓》 (over 95 % of all people). Some of them begin ordinary words (高中, 安全, 时间): after these
only characters that are common in given names count. By sets: in a pattern so many characters take longer to prepare than to look for.
"""

from __future__ import annotations

from collections.abc import Iterator

_CLEAR = frozenset(
    "李王张刘陈杨赵黄周吴徐孙胡朱郭何林罗郑梁谢宋唐许邓冯韩曹曾彭肖蔡潘董袁余杜苏魏吕丁沈姚卢傅钟姜崔谭廖范汪陆戴贾韦夏邱侯邹熊孟秦薛闫雷龙史陶贺顾毛郝龚邵钱覃武莫孔尹"
    "黎易阎赖洪翟倪俞葛鲁韶樊兰殷岳齐康庄柴焦翁耿裴尚靳瞿祁柯冉毕詹聂霍涂蒋冀邢牛申"
)
_DOUBTFUL = frozenset("高安常于任温施严方文关荣党单万金白明江石田程叶段向成付代纪舒屈包左宁辛季穆乔路娄卓华解柳甘管祝宗应简连伍马")
_COMPOUND = frozenset(("欧阳", "上官", "司马", "诸葛", "司徒", "尉迟", "皇甫", "夏侯", "东方", "端木", "慕容", "令狐", "宇文", "长孙", "公孙"))
SURNAMES = f"[{''.join(sorted(_CLEAR | _DOUBTFUL))}]|{'|'.join(sorted(_COMPOUND))}"  # as a pattern
_GIVEN = frozenset(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文辉鑫宇博浩然子轩梓涵欣怡雨诗佳琪思琳嘉雪晨阳俊飞鹏凯旭东海峰斌波龙宁云莉燕玲颖婷慧倩瑶璐"
    "萍琴丹晶晓春冬夏秋菊荣贵福生祥瑞志坚新民松林森淼炎坤乾振兴旺德良善仁义礼智信忠孝诚毅立恒永长安康健力庆元亮光景耀辰星月珊珍珠琼瑜瑾璇玥莹洁清淑惠贤雅芝莲蓉蕾萌薇菲"
    "妍垚茉俊昊昕曦骏峻泓煜烨焱硕恺翊奕丞淼谦逸屹朗岚溪禾苒凡阔瀚柠橙果朵露潼熙焕灿炜烁晗晞晴暄昱昌晟晔彤彩影巧巍峥嵘川洲洪浪淳渊湘滢潇澜濠然煊琛琦瑛璟瓒甜畅盈眉睫祺禄稳竹筠箫纯绍绮维绣翠耘育航芬芷芮苹茗荟莎莺菁萱葆葳蒙蓓薪藏虹蝶衡裕诚谊豫贞贝赫跃轶迪迎逍遥邦郁钊钦铮锴镇镕闯闻阅隆雁霄霆霏韬韵颂颜飒馨驰骥鸣鸿鹤麒麟黛齐"
    "若依曼妮可心悦乐一二三四五六七八九十壮翔宏伦彬彪豪锐锋钢铁锦铭钰钧硕腾达启航远帆舟帅武威震雷霖泽润源河江湖涵汐沐言语舒书画韵艺楠桐枫柏榕柳果苗苑芸茜茹倪奕翰睿哲"
)
_NEVER = frozenset("的了在是得考总均分和与及为有第每共各次题课节组班师做对错着地将把被从到至不没也都就还这那某等类种项个名位只")
_WORDS = (
    "张贴", "周次", "周测", "周练", "周考", "周期", "周记", "周长", "周末", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "何时",
    "何处", "何种", "何人", "许可", "许多", "宋词", "唐诗", "唐宋", "范围", "范文", "范例", "范读", "钟头", "夏季", "陆续", "杜绝", "罗列",
    "黄色", "黄河", "谢谢", "曾经", "龙舟", "余数", "余下", "丁香", "史料", "史实", "易错", "易混", "雷同", "尚可", "康复", "武术", "牛顿",
    "孔子", "孟子", "林业", "苏教", "王国", "李白", "杜甫", "苏轼", "鲁迅", "陶渊", "毛泽", "齐全", "兰花", "洪水", "庄子", "申报", "申请",
    "冀教", "毕业", "孙子", "全能", "和平", "平安", "金石", "文书", "文艺", "文明", "江河", "江湖", "方言", "时光", "马力", "安康", "安宁",
    "明亮", "明月", "白雪", "石林", "温馨", "成语", "能力", "应力", "成立", "成果", "成长", "成才", "万元", "万一", "周围", "周边", "周年",
    "周刊", "周报", "周易", "周转", "高兴", "高一", "高新", "高铁", "高贵", "高远", "高明", "武器", "武装", "武警", "武力", "武艺", "关心",
    "毕竟", "毕升", "尚书", "尚未", "单纯", "单一", "单元", "单子", "任一", "史学", "史记", "史书", "史论", "陶器", "陶瓷", "夏天", "唐代",
    "唐朝", "宋代", "宋朝", "林区", "牛肉", "牛奶", "涂料", "涂改", "涂层", "余额", "连长", "连心", "毛笔", "毛衣", "毛线", "洪涝", "肖像",
    "简洁", "简明", "舒畅", "舒心", "舒展", "党建", "文言", "文峰", "方可", "何须", "何况", "何必", "何以", "钱包", "黄豆", "黄瓜", "黄金",
    "黄土", "黄昏", "齐心", "谢意", "代言", "易于", "易趣", "向善", "包涵", "华语", "纪元", "方子", "龙头", "申办", "申述", "钟表", "甘心",
    "安心", "安稳", "安生", "安静", "宁静", "管子", "董事", "明清", "明明", "庄严", "庄稼", "焦点", "严明", "严峻", "严实", "温润", "贺卡",
    "龚自", "高思", "荣耀", "石子", "金星", "金文", "金元",
)  # fmt: skip


def names_at(text: str, start: int) -> Iterator[str]:
    """What may be a name from here on, the shorter first."""
    long = text[start : start + 2] in _COMPOUND
    surname, rest = text[start : start + 1 + long], text[start + 1 + long : start + 3 + long]
    if not (long or surname in _CLEAR or surname in _DOUBTFUL) or text.startswith(_WORDS, start):
        return
    for length in (1, 2):
        given = rest[:length]
        if len(given) < length or not (_GIVEN.issuperset(given) if surname in _DOUBTFUL else all(map(_may_be_given, given))):
            return
        yield surname + given


def masked(name: str) -> str:
    """A name of which only the surname is left: 张×, 欧阳×."""
    return f"{name[: 1 + (name[:2] in _COMPOUND)]}×"


def _may_be_given(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" and character not in _NEVER
