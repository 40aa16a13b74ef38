"""What teachers have that is not taken, and what each becomes."""

_OTHERS = (
    ("doc wps rtf dot", "用 WPS 或 Word 打开，另存为 .docx"),
    ("xls et", "用 WPS 或 Excel 打开，另存为 .xlsx"),
    ("ppt dps pps", "用 WPS 或 PowerPoint 打开，另存为 .pptx"),
    ("docm xlsm pptm", "打开后“另存为”不带宏的 docx、xlsx、pptx"),
    ("heic heif", "在手机上截一次屏，或用微信发一次再存下来，就是 jpg；苹果手机以后可以在“设置—相机—格式”里选“兼容性最佳”"),
    ("bmp tif tiff svg", "用“画图”打开，另存为 png；打不开的，截一张图"),
    ("rar 7z", "解开，再压缩成 .zip"),
    ("mp4 mov avi wmv mkv flv", "视频放到网盘，在「附件」里写网址和 sha256"),
    ("wav m4a amr aac", "转成 .mp3"),
)


def mend_of(suffix: str) -> str:
    """How a file of a kind that is not taken becomes one that is: ``suffix`` in small letters."""
    return next((mend for kinds, mend in _OTHERS if suffix in kinds.split()), "换成 docx、pptx、xlsx、pdf、png、jpg、mp3 或 zip")
