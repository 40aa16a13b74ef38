"""One activity record with everything in it, and how its papers are read back."""

from __future__ import annotations

import re

import pypdfium2

HELD = "cz-shuxue/activities/2026-10-12-tongke-yigou"
FULL = """---
标题: 《一次函数》同课异构
类型: 同课异构
级别: 市级
形式: 线下
目的: 教研
研训方式: 同伴互助、校际交流
日期: 2026-10-12
开始: "14:30"
结束: "16:50"
地点: 湖滨中学录播教室
主持人: 李文静
记录人: 赵海峰
主讲:
  - {姓名: 李文静, 角色: 主讲/执教, 学校: xh-hubin, 题目: 一次函数的图象}
  - {姓名: 陈立新, 角色: 点评, 学校: sjys}
参加:
  - {学校: xh-hubin, 人数: 9}
  - {学校: bf-minzhu, 人数: 3}
  - {学校: sjys, 人数: 1}
计划项: P01
产出: resources/yici-hanshu
后续:
  - {负责人: 李文静, 期限: 2026-11-01, 事项: 把两种引入各用一次}
---
## 一、主题与问题

同一课题，**两种引入**，比较学生的[提问](https://example.cn/x)。

| 表 | 格 |
| --- | --- |
| 不 | 要 |

- 第一种从水费说起；
- 第二种从图象说起。

```
代码不要
```

> 引文不要
"""


def words_of(data: bytes) -> str:
    return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)))
