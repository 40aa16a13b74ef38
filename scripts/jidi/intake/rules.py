"""What can be wrong with something handed in, before it is material (DR)."""

from __future__ import annotations

from ..model.finding import Rule

OPEN = Rule("DR01", "交来的文件打得开", "加了密码、传坏了、只改了扩展名的文件，程序读不了。用 WPS 或 Excel 打开，另存为 .xlsx 再交。")
HEADER = Rule("DR02", "表头认得出", "程序按表头的字认列，不按位置；列可以少、可以多、可以换位置，字要认得出。")
PART = Rule("DR03", "一格里几件事用分号隔开", "一格里可以写几个学校、几个人，用分号隔开，每一段写全：如“湖滨中学 12人；闹店中学 3人”。")
SCHOOL = Rule("DR04", "学校认得出", "覆盖面按学校算。写名册里的名称，简称只要不和别的学校混就行。")
WHEN = Rule("DR05", "日期写全年份", "只写“9月15日”，程序不敢猜是哪一年。", "plan 六.2")
ONE = Rule("DR06", "一行只写一份材料", "两份写在一行里，程序分不出哪句话属于哪一份。")
HOME = Rule("DR07", "要写进去的文件先要有", "计划任务要写进那个学年的计划；先有计划，才有任务。", "plan 四.4(1)")
NUMBER = Rule("DR08", "编号没有被别的占用", "编号是别处引用它的依据，两处相同就不知道说的是哪一个。")
FILE = Rule("DR09", "附件拿得到、打得开", "表里写了附件的名字，附件要和表放在同一个文件夹。")
KEPT = Rule("DR10", "能写进已有的文件而不动别的字", "已有的文件写法特别时，程序宁可不写，也不冒险改动别人写的字。")

INTAKE_RULES = (OPEN, HEADER, PART, SCHOOL, WHEN, ONE, HOME, NUMBER, FILE, KEPT)
