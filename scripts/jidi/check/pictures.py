"""Pictures that tell more than is seen on them."""

from __future__ import annotations

from collections.abc import Iterator

from ..load.pictures import is_picture
from ..load.pictures.places import MOST
from ..model.city import City
from ..model.finding import Place
from .rule import Slip, rule

_FEW = 3  # names that are told
_AGAIN = (
    "发布的图片会自动去掉地点，但仓库的历史里还留着：手机上先关掉相机的“位置信息”，或把照片截一次屏再存；"
    "电脑上右键→属性→详细信息→删除属性和个人信息；换上改好的文件（同名）"
)
_OFFICE = "附件是原样下载的，去不掉：在 Word、PowerPoint、Excel、WPS 里选中图片→“压缩图片”（分辨率选“打印”），另存；或把照片截一次屏再插进去；换上改好的文件"
_PDF = "附件是原样下载的，去不掉：打开做出它的原文件，把照片压缩或截一次屏再插进去，重新存成 pdf；换上改好的文件"
_ZIP = "压缩包是原样下载的，去不掉：先改里面的照片（手机上截一次屏再存，电脑上右键→属性→详细信息→删除属性和个人信息），再重新压缩；换上改好的文件"
_MENDS = {"pdf": _PDF, "zip": _ZIP}


@rule("YS10", "照片里不记着拍摄地点", "个人信息保护法", level="warning")
def pictures_tell_no_place(city: City) -> Iterator[Slip]:
    """手机拍的照片里记着经纬度，谁下载了都能看出拍的人在哪里、孩子在哪里上学。"""
    for file, facts in city.files.items():
        if not facts.places:
            continue
        if is_picture(file):
            yield Place(file), "照片里记着拍摄地点（经纬度）", _AGAIN
        else:
            names, many = "、".join(f"“{name.rsplit('/', 1)[-1]}”" for name in facts.places[:_FEW]), len(facts.places)
            more = f"等 {many} 张{'以上' if many == MOST else ''}" if many > _FEW else ""
            said = "里面的照片记着" if file.lower().endswith(".pdf") else f"里面的照片{names}{more}记着"
            yield Place(file), f"{said}拍摄地点（经纬度）", _MENDS.get(file.rsplit(".", 1)[-1].lower(), _OFFICE)


CHECKS = (pictures_tell_no_place,)
