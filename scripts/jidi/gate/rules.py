"""What a change as a whole must keep to; the guide prints these rules like any other."""

from __future__ import annotations

from ..model.finding import Rule

_S = "本项目约定：谁的材料谁负责"

ONE_BASE = Rule("TJ01", "一次提交只改一个基地", "改动分开了，各自的负责人才好审阅，一个有问题也不耽误另一个。要同时改几个基地的，由办公室来做。", _S)
OWN_BASE = Rule("TJ02", "只改自己负责的基地", "每个基地由谁提交，办公室登记在 owners.yml 里；没有登记的账号改了材料，基地自己会不知道。", "plan 七.1")
OFFICE = Rule("TJ03", "全市的决定、标准和程序由办公室改", "评价标准、决定、考核轮次和程序关系到每一个基地，不能由其中一个来改。", "plan 五.1")
APART = Rule("TJ04", "材料和别的分开提交", "材料和标准、程序一起改，就说不清得分是因为哪一个变了。", _S)
PLAIN = Rule("TJ05", "只提交普通文件", "符号链接、子仓库会把别处的东西带进来，能运行的文件材料里用不着。", "本项目约定：安全")
READABLE = Rule("TJ06", "文件名看得清楚", "以点开头的文件会改变 git 的做法；换行和看不见的控制字符能让文件名看起来像另一个。", "本项目约定：安全")
REGISTERED = Rule("TJ07", "登记了谁负责", "还没有登记的时候，这里只提醒，不拦。", "plan 七.1", level="warning")
REGISTER = Rule("TJ08", "负责人的登记读得懂", "登记读不懂，就不知道谁能改什么，只好都不放行。", _S)
KEPT = Rule("TJ09", "发布过的网址不消失", "别的老师收藏了、教案里引用了、二维码印在纸上了。改了名要说新的在哪里，撤下了要说为什么。", "R-3.4.4")

GATE_RULES = (ONE_BASE, OWN_BASE, OFFICE, APART, PLAIN, READABLE, REGISTERED, REGISTER, KEPT)
