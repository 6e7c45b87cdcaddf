"""The fixed words of a report, in both languages."""

from cqparts.lookups.base import Both

KICKER = Both("Chengdu-Chongqing auto-parts pilot · report", "成渝汽车零部件试点 · 报告")
PROFILE_KICKER = Both("Chengdu-Chongqing auto-parts pilot · district profile", "成渝汽车零部件试点 · 区域概况")

ANSWER = Both("In five sentences", "五句话")
ANSWER_FEWER = Both("In short", "概要")
MATRIX = Both("Who makes what", "各区与总成")
FOCUS = Both("What it makes, and where it lies", "重点总成与位置")
SEAT = Both("Seat of government", "政府驻地")
MAP = Both("Where they are", "地理位置")
INVESTMENT = Both("What was signed and secured", "签约与到位资金")
LOCALIZATION = Both("How localised the vehicles are", "本地化率")
TRENDS = Both("What has happened since", "产量走势")
TARGETS = Both("What is promised for {year}", "{year}年目标")
PILOT = Both("Who, when, and what was announced", "参与方与宣布事项")
REMARKS = Both("What is unknown, and where sources differ", "未知与分歧")
SOURCES = Both("Sources", "来源")
NOTES = Both("Notes", "注")
SUMMARY = Both("Summary", "摘要")
CONTENTS = Both("Contents", "目录")
CITED_IN = Both("cited in", "见于")
SAME_FIGURES = Both("The same figures on the command line:", "命令行可得同样数据：")
FIGURES = Both("The same figures as a table", "同样数据列表")
UNKNOWN = Both("Unknown", "未知")
DIFFER = Both("Sources differ", "来源不一")
BACK = Both("back to the text", "返回正文")
FOOTER = Both(
    "Every figure keeps its source, its date and a word on how exact it is. This page loads nothing from elsewhere.",
    "每个数据均附来源、日期和精确程度。本页不加载任何外部内容。",
)

QUESTIONS = {
    "focus": Both("Who makes what?", "谁做什么？"),
    "money": Both("How much money?", "资金多少？"),
    "local": Both("How localised?", "本地化程度？"),
    "since": Both("Promised, and since?", "目标与现状？"),
    "says": Both("Says who?", "依据何在？"),
}

SHARED = Both("taken by more than one district", "多区布局")
BLANK = Both("taken by none", "无区布局")
COUNT = Both("Districts", "区数")

TAKES = {"yes": Both("named", "列入"), "no": Both("not named", "未列入"), "disputed": Both("disputed", "存异")}

KINDS = {
    "districts": Both("district of the pilot", "试点区"),
    "cities": Both("partner city in Sichuan", "四川合作城市"),
}
DISTRICTS = Both("Districts of the pilot", "试点区")
CITIES = Both("Partner cities in Sichuan", "四川合作城市")
ALSO = Both("Also taken by", "同业区")
OWN_FIGURES = Both("Its own figures", "本区数据")

STOP = Both(".", "。")
COMMA = Both(", ", "，")
SEMICOLON = Both("; ", "；")
COLON = Both(": ", "：")
GAP = Both("gap of {points}", "差距{points}")
IN_UNIT = Both(", {unit}", "（{unit}）")
MAP_TITLE = Both("{districts} districts and {cities} partner cities", "{districts}个试点区与{cities}个合作城市")
MAP_DESC = Both(
    "A map of {districts} districts, as filled circles, and {cities} partner cities, as hollow squares. The table that "
    "goes with it gives the latitude and longitude of each.",
    "地图以实心圆表示{districts}个试点区，以空心方块表示{cities}个合作城市；经纬度见所附表格。",
)
MAP_CAPTION = Both(
    "A dot stands for a seat of government. Local equirectangular projection.", "各点为政府驻地。局部等距圆柱投影。"
)
PLACES = {"districts": DISTRICTS, "cities": CITIES}
GAP_LEGEND = Both("the gap between the two", "两者差距")
LOOSE_LEGEND = Both("open end: the source says about", "虚线末端：来源称“约”")
WHOLE_LEGEND = Both("a whole year", "全年")
PARTIAL_LEGEND = Both("a part of a year, over the months counted", "部分月份，横线为所计月份")
LOOSER = {
    "about": Both("about, not exact", "约数"),
    "at-least": Both("at least: the true figure is higher or the same", "至少：实际不低于此"),
}
