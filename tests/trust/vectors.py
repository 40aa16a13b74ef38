"""Bodies that try to run something. Each calls ``alert``, ``confirm``, ``prompt``, ``print``, ``console`` or sets ``window.ran``: a trap hears any of them."""

from __future__ import annotations

import base64
from itertools import product

_SCRIPT = base64.b64encode(b"<script>parent.postMessage('ran','*');alert(1)</script>").decode()

TAGS = (
    "<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "<script\n>alert(1)</script\n>", "<script/x>alert(1)</script>", "<script>alert(1)", "<script src=data:,alert(1)></script>",
    "<<script>alert(1)//<</script>", "<scr<script>ipt>alert(1)</scr</script>ipt>", "<script>window.ran=1</script >", "<script type=module>window.ran=1</script>",
    "<script type='text/javascript'>console.log('ran')</script>", "<script>confirm(1)</script>", "<script>prompt(1)</script>", "<script>eval('window.ran=1')</script>",
    "<noscript><p title='</noscript><script>alert(1)</script>'>", "<template><script>alert(1)</script></template>", "<xmp><script>alert(1)</script></xmp>",
    "<textarea><script>alert(1)</script></textarea>", "</textarea><script>alert(1)</script>", "</title><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "</script><script>alert(1)</script>", "</article></div><script>alert(1)</script>", "<!--><script>alert(1)</script>-->", "<!-- --!><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>", "<!DOCTYPE x [<!ENTITY a 'b'>]><script>alert(1)</script>", "<% alert(1) %><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "<img src=x onerror='alert(1)'//", "<img/src=x/onerror=alert(1)>", "<img\tsrc=x\tonerror=alert(1)>", "<img\x0csrc=x\x0conerror=alert(1)>", "<IMG SRC=x ONERROR=alert(1)>", "<img src='x' onerror=\"window.ran=1\">",
    "<img src=x onerror=&#97;lert(1)>", "<img src=x onerror=&#x61lert(1)>", "<img src=x:x onerror=alert(1)>", "<img srcset=x onerror=alert(1)>", "<img src onerror=alert(1)>", "<image src=x onerror=alert(1)>",
    "<img src=`x`onerror=alert(1)>", "<img \"\"\"><script>alert(1)</script>\">", "<img src=x onload=alert(1) onerror=alert(1) style=x>", "<img src=x on\nerror=alert(1)>", "<body onload=alert(1)>",
    "<body onpageshow=alert(1)>", "<html onmouseover=alert(1)>", "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>", "<iframe onload=alert(1)></iframe>",
    f"<iframe src='data:text/html;base64,{_SCRIPT}'></iframe>", "<frameset onload=alert(1)>", "<frame src=javascript:alert(1)>", "<object data=javascript:alert(1)></object>",
    f"<object data='data:text/html;base64,{_SCRIPT}'></object>", "<object onerror=alert(1) data=x></object>", "<embed src=javascript:alert(1)>", "<embed onload=alert(1) src=x>", "<applet code=x onerror=alert(1)></applet>",
    "<video><source onerror=alert(1)></video>", "<video src=x onerror=alert(1)></video>", "<audio src=x onerror=alert(1)></audio>", "<video poster=javascript:alert(1)></video>", "<track onerror=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>", "<dialog open onclose=alert(1)>", "<input autofocus onfocus=alert(1)>", "<select autofocus onfocus=alert(1)></select>",
    "<textarea autofocus onfocus=alert(1)></textarea>", "<keygen autofocus onfocus=alert(1)>", "<button onclick=alert(1)>x</button>", "<button autofocus onfocus=alert(1)>x</button>", "<form action=javascript:alert(1)><button>x</button></form>",
    "<form><button formaction=javascript:alert(1)>x</button></form>", "<isindex action=javascript:alert(1) type=submit>", "<input type=image src=x onerror=alert(1)>", "<marquee onstart=alert(1)>x</marquee>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<base href='javascript:alert(1)//'><a href=#>x</a>", "<link rel=stylesheet href='data:text/css,*{color:red}' onload=alert(1)>",
    "<link rel=import href='data:text/html,<script>alert(1)</script>'>", "<style>@keyframes x{}</style><p style='animation:x' onanimationstart=alert(1)>", "<style onload=alert(1)></style>",
    "<div style='background:url(javascript:alert(1))'>x</div>", "<div style='width:expression(alert(1))'>x</div>", "<p style=animation-name:x onanimationend=alert(1)>x</p>", "<p tabindex=1 autofocus onfocus=alert(1)>x</p>",
    "<p contenteditable onbeforeinput=alert(1) autofocus>x</p>", "<a onclick=alert(1)>点我</a>", "<a href=# onclick='alert(1)'>点我</a>", "<a href='javascript:alert(1)'>点我</a>", "<a href=\"javascript&colon;alert(1)\">点我</a>",
    "<a href=' &#14; javascript:alert(1)'>点我</a>", "<a xlink:href='javascript:alert(1)'>点我</a>", "<area href=javascript:alert(1) shape=default>", "<map name=m><area href=javascript:alert(1)></map><img usemap=#m src=x>",
    "<a href=x ping=javascript:alert(1)>点我</a>", "<a target=_blank href='data:text/html,<script>opener.ran=1</script>'>点我</a>", "<custom-x onmouseover=alert(1)>x</custom-x>", "<x onclick=alert(1) tabindex=0>点我</x>",
    "<p onclick=alert(1)>点我", "<p/onclick=alert(1)>点我</p>", "<p a='>' onclick=alert(1)>点我</p>", "<p\x00onclick=alert(1)>点我</p>", "＜script＞alert(1)＜/script＞", "\ufeff<script>alert(1)</script>", "<\u200bscript>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "&amp;lt;script&amp;gt;alert(1)", "\\<script>alert(1)\\</script>", "<b onclick=alert(1)>点我</b><i/onmouseover=alert(1)>x</i>",
)  # fmt: skip

FOREIGN = (
    "<svg onload=alert(1)></svg>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg><script>alert&#40;1)</script></svg>", "<svg><script href=data:,alert(1) /></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text y=20>点我</text></a></svg>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>", "<svg><set onbegin=alert(1) attributename=x></svg>",
    "<svg><a><animate attributeName=href values=javascript:alert(1) /><text y=20>点我</text></a></svg>", "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'/></svg>", "<svg><image href=x onerror=alert(1)></svg>",
    "<svg><foreignObject><script>alert(1)</script></foreignObject></svg>", "<svg><foreignObject><iframe srcdoc='<script>parent.ran=1</script>'></foreignObject></svg>", "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><title><script>alert(1)</script></title></svg>", "<svg><desc><img src=x onerror=alert(1)></desc></svg>", "<svg></p><style><a id='</style><img src=x onerror=alert(1)>'>", "<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>",
    "<math><a xlink:href='javascript:alert(1)'>点我</a></math>", "<math href='javascript:alert(1)'>点我</math>", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<math><mi><mglyph><style><!--</style><img src=x onerror=alert(1)>-->",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>", "<math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>", "<math><maction actiontype='statusline#x' xlink:href='javascript:alert(1)'>点我</maction></math>",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror=alert(1) src>'>", "<svg><p><style><g title='</style><img src onerror=alert(1)>'>", "<noembed><img title='</noembed><img src=x onerror=alert(1)>'></noembed>",
    "<noframes><style></noframes><img src=x onerror=alert(1)></style>", "<select><option><style></option></select><img src=x onerror=alert(1)></style>", "<table><td><svg><desc><td></desc></svg><img src=x onerror=alert(1)></table>",
    "<option><style></option></select><b><img src=x onerror=alert(1)></style></option>", "<a><b></a><p><a href='javascript:alert(1)'>点我</a></b></p>", "<p><svg><p title=\"</svg><img src=x onerror=alert(1)>\">", "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<plaintext><img src=x onerror=alert(1)>", "<ruby><rt><style><!--</rt><img src=x onerror=alert(1)>--></style></ruby>", "<template shadowrootmode=open><script>alert(1)</script></template>", "<b><form><b></form></b><style><img title=\"</style><img src=x onerror=alert(1)>\">",
    "<svg><animate href=#x attributeName=href to=javascript:alert(1) /><a id=x><text y=20>点我</text></a></svg>", "<details><math><style><a title=\"</style><img src onerror=alert(1)>\">",
)  # fmt: skip

MARKDOWN = (
    "![x](x){: onerror=alert(1) }", "[点我](#){: onclick=alert(1) }", "# 题 {: onclick=alert(1) }", "段落\n{: onclick=alert(1) #__config }", "*斜*{onclick=alert(1)}", "- 项\n{: onmouseover=alert(1)}", "![x](x){onerror=alert(1) src=y}",
    "```{#__config .md-search onclick=alert(1)}\n代码\n```", "~~~{#__search .jd-notice}\n代码\n~~~", "``` {.python onclick=alert(1)}\n代码\n```", "```python\" onclick=\"alert(1)\n代码\n```", "```\n<script>alert(1)</script>\n```", "    <script>alert(1)</script>",
    "`<script>alert(1)</script>`", "`` `<img src=x onerror=alert(1)>` ``", "# 教研 `</title><script>alert(1)</script>`", "# &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;", "## `</nav><img src=x onerror=alert(1)>`\n\n## 二\n\n## 三",
    "## [一](https://a.cn \"><img src=x onerror=alert(1)>\")\n\n## 二", "## ![一\"><img src=x onerror=alert(1)>](a.png)\n\n## 二", "## 一 <img src=x onerror=alert(1)>\n\n## 二", "# __config\n\n# __search\n\n# \\_\\_drawer", "# constructor\n\n# \\_\\_proto\\_\\_\n\n# jidi",
    "题\n===\n\n<script>alert(1)</script>\n---", "--8<-- \".git/config\"", "--8<--\n../../../etc/passwd\n--8<--", ";--8<-- \"base.yml\"", "{{ config }}", "{{ ''.__class__.__mro__ }}", "{% include 'base.html' %}", "{% raw %}<script>alert(1)</script>{% endraw %}",
    "{{ '<script>alert(1)</script>' | safe }}", "${alert(1)}", "<div markdown=1>\n<script>alert(1)</script>\n</div>", "<div markdown='block' onclick=alert(1)>\n\n**点我**\n\n</div>", "<p markdown=span onmouseover=alert(1)>[点我](javascript:alert(1))</p>",
    "<details markdown open ontoggle=alert(1)>\n[点我](javascript:alert(1))\n</details>", "!!! note \"<script>alert(1)</script>\"\n    x", "??? x \"<img src=x onerror=alert(1)>\"\n    x", "=== \"<img src=x onerror=alert(1)>\"\n    x", ":smile:<script>alert(1)</script>",
    "[^1]\n\n[^1]: <script>alert(1)</script>", "[^a\"><img src=x onerror=alert(1)>]\n\n[^a\"><img src=x onerror=alert(1)>]: x", "[^x]\n\n[^x]: [点我](javascript:alert(1))", "[^__config]\n\n[^__config]: x", "[^1]\n\n[^1]:\n    ![x](x){: onerror=alert(1)}",
    "| 甲 |\n| - |\n| <b onclick=alert(1)>点我</b> |", "| <img src=x onerror=alert(1)> |\n| - |\n| x |", "| 甲 |\n| :-: onclick=alert(1) |\n| x |", "| [点我](javascript:alert(1)) |\n| - |\n| `<script>alert(1)</script>` |", "| ![](x \"<th \") |\n| - |\n| x |",
    "词\n: <script>alert(1)</script>", "词 <img src=x onerror=alert(1)>\n: [点我](javascript:alert(1))", "*[HTML]: \"><script>alert(1)</script>\n\nHTML", "[TOC]\n\n# <img src=x onerror=alert(1)>\n\n# `<script>alert(1)</script>`", "1. <script>alert(1)</script>\n2. [点我](javascript:alert(1))",
    "> <script>alert(1)</script>\n> > [点我](javascript:alert(1))", "[点我](https://a.cn \"\\\" onmouseover=alert(1) x=\\\"\")", "[点我](https://a.cn '\" onclick=\"alert(1)')", "[点我](https://a.cn/\"onclick=\"alert(1))", "![\" onerror=\"alert(1)](x)",
    "![x](x \"\\\" onerror=alert(1)\")", "![x](\" onerror=\"alert(1))", "![x](x\"onerror=\"alert(1))", "![x](<x\" onerror=\"alert(1)>)", "![`\" onerror=alert(1) x=\"`](x)", "[![x](x \"onerror=alert(1)\")](javascript:alert(1))",
    "[a](b 'c\"><script>alert(1)</script>')", "[`<script>`](javascript:alert(1))", "[点\\]我](javascript:alert(1))", "[点我][x]\n\n[x]: javascript:alert(1)", "[点我][]\n\n[点我]: <javascript:alert(1)>", "[x]\n\n[x]: data:text/html,<script>alert(1)</script> \"题\"",
    "![x][y]\n\n[y]: x \"\\\" onerror=alert(1) \\\"\"", "[x]: https://a.cn '\"><script>alert(1)</script>'\n\n[点我][x]", "[点我](https://a.cn)[再点](javascript:alert(1))", "<javascript:alert(1)>", "<https://a.cn/\"onclick=\"alert(1)>", "<https://a.cn/><script>alert(1)</script>",
    "<a@b.cn?onclick=alert(1)>", "<\"onclick=alert(1)@b.cn>", "<mailto:a@b.cn\"onclick=alert(1)>", "https://a.cn/<script>alert(1)</script>", "\x02klzzwxh:0000\x03<script>alert(1)</script>", "\x02wzxhzdk:0\x03", "\x02amp\x03lt;script>alert(1)\x02amp\x03lt;/script>",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)", "![x](javascript:alert(1))", "![x](https://a.cn/x.png)", "![x](//a.cn/x.png)", "**<img src=x onerror=alert(1)>**", "***\n<script>alert(1)</script>\n***", "（1）[x](https://a.cn \"<p>（1）<img src=x onerror=alert(1)>\")",
    "## 六、<img src=x onerror=alert(1)>\n\n1. `<p>（1）<script>alert(1)</script>`", "<p>（1）<script>alert(1)</script></p>", "<h2>六、</h2><p>1.<img src=x onerror=alert(1)></p>", "\u2028<script>alert(1)</script>\u2029", "<script>alert(1)</script>\u202e", "----\n<svg onload=alert(1)>\n----",
)  # fmt: skip

_SCHEMES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)", "javascript&#x3a;alert(1)", "javascript&#0000058alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)", "java&#9;script:alert(1)", "java&#x0D;script:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)", "\x0bjavascript:alert(1)", "\x1fjavascript:alert(1)", "&#1;javascript:alert(1)", "&nbsp;javascript:alert(1)",
    "\u2003javascript:alert(1)", "\ufeffjavascript:alert(1)", "java\u00adscript:alert(1)", "ｊavascript:alert(1)", "javascript：alert(1)", "java\\script:alert(1)", "javascript\\:alert(1)", "javascript%3Aalert(1)", "%6Aavascript:alert(1)", "javascript://a.cn/%0aalert(1)",
    "javascript:/*--></title></style></textarea></script>*/alert(1)", "javascript:window.ran=1", "javascript:void(alert`1`)", "vbscript:alert(1)", "VbScRiPt:alert(1)", "livescript:alert(1)", "mocha:alert(1)", "jar:javascript:alert(1)!/", "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)", "blob:https://a.cn/x", "filesystem:https://a.cn/x", "data:text/html,%3Cscript%3Ealert(1)%3C/script%3E", f"data:text/html;base64,{_SCRIPT}", "DATA:text/html,x", "data&colon;text/html,x", "data:image/svg+xml,%3Csvg onload=alert(1)%3E", "data:,alert(1)",
    "file:///etc/passwd", "about:blank", "intent:#Intent;S.x=1;end", "ms-word:ofe|u|https://a.cn/x", "tel:110", "x:javascript:alert(1)", "mailto:a@b.cn,javascript:alert(1)", "https:javascript:alert(1)", "//javascript:alert(1)", "./javascript:alert(1)", "?javascript:alert(1)",
    "#javascript:alert(1)", "javascript:alert(1)#.md", "javascript:alert(1)//../a.md",
)  # fmt: skip
_FORMS = ("[点我]({})", "[点我](<{}>)", "[点我][x]\n\n[x]: {}", '<a href="{}">点我</a>')

LINKS = tuple(form.format(scheme) for scheme, form in product(_SCHEMES, _FORMS))
BODIES = (*TAGS, *FOREIGN, *MARKDOWN, *LINKS)
