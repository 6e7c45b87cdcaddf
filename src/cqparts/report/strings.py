"""The fixed texts of a report, in both languages."""

from cqparts.model.types import Text

KICKER = Text("Chengdu-Chongqing auto-parts pilot · report", "成渝汽车零部件试点 · 报告")
PROFILE_KICKER = Text("Chengdu-Chongqing auto-parts pilot · district profile", "成渝汽车零部件试点 · 区域概况")

ANSWER = Text("In five sentences", "五句话")
ANSWER_FEWER = Text("In short", "概要")
MATRIX = Text("Who makes what", "各区与总成")
FOCUS = Text("What it makes, and where it lies", "重点总成与位置")
SEAT = Text("Seat of government", "政府驻地")
MAP = Text("Where they are", "地理位置")
INVESTMENT = Text("What was signed and secured", "签约与到位资金")
LOCALIZATION = Text("How localised the vehicles are", "本地化率")
TRENDS = Text("What has happened since", "产量走势")
TARGETS = Text("What is promised for {year}", "{year}年目标")
PILOT = Text("Who, when, and what was announced", "参与方与宣布事项")
REMARKS = Text("What is unknown, and where sources differ", "未知与分歧")
SOURCES = Text("Sources", "来源")
NOTES = Text("Notes", "注")
SUMMARY = Text("Summary", "摘要")
CONTENTS = Text("Contents", "目录")
CITED_IN = Text("cited in", "见于")
SAME_FIGURES = Text("The same figures on the command line:", "命令行可得同样数据：")
UNKNOWN = Text("Unknown", "未知")
DIFFER = Text("Sources differ", "来源不一")
BACK = Text("back to the text", "返回正文")
FOOTER = Text(
    "Every figure keeps its source, its date and a word on how exact it is. This page loads nothing from elsewhere.",
    "每个数据均附来源、日期和精确程度。本页不加载任何外部内容。",
)

QUESTIONS = {
    "focus": Text("Who makes what?", "谁做什么？"),
    "money": Text("How much money?", "资金多少？"),
    "local": Text("How localised?", "本地化程度？"),
    "since": Text("Promised, and since?", "目标与现状？"),
    "says": Text("Says who?", "依据何在？"),
}

SHARED = Text("taken by more than one district", "多区布局")
BLANK = Text("taken by none", "无区布局")
COUNT = Text("Districts", "区数")

TAKES = {"yes": Text("named", "列入"), "no": Text("not named", "未列入"), "disputed": Text("disputed", "存异")}

ALSO = Text("Also taken by", "同业区")
OWN_FIGURES = Text("Its own figures", "本区数据")

STOP = Text(".", "。")
COMMA = Text(", ", "，")
SEMICOLON = Text("; ", "；")
COLON = Text(": ", "：")
GAP = Text("gap of {points}", "差距{points}")
IN_UNIT = Text(", {unit}", "（{unit}）")
MAP_TITLE = Text("{districts} districts and {cities} partner cities", "{districts}个试点区与{cities}个合作城市")
MAP_DESC = Text(
    "A map of {districts} districts, as filled circles, and {cities} partner cities, as hollow squares. The table that "
    "goes with it gives the latitude and longitude of each.",
    "地图以实心圆表示{districts}个试点区，以空心方块表示{cities}个合作城市；经纬度见所附表格。",
)
MAP_CAPTION = Text(
    "A dot stands for a seat of government. Local equirectangular projection.", "各点为政府驻地。局部等距圆柱投影。"
)
PLACES = {
    "districts": Text("Districts of the pilot", "试点区"),
    "cities": Text("Partner cities in Sichuan", "四川合作城市"),
}
GAP_LEGEND = Text("the gap between the two", "两者差距")
LOOSE_LEGEND = Text("open end: the source says about", "虚线末端：来源称“约”")
WHOLE_LEGEND = Text("a whole year", "全年")
PARTIAL_LEGEND = Text("a part of a year, over the months counted", "部分月份，横线为所计月份")
QUALIFIERS = {
    "about": Text("about, not exact", "约数"),
    "at-least": Text("at least: the true figure is higher or the same", "至少：实际不低于此"),
}
