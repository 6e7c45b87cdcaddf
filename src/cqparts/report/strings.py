"""The fixed texts of a report, in both languages."""

from cqparts.model.types import Text

KICKER = Text("Chengdu-Chongqing auto-parts pilot · report", "成渝汽车零部件试点 · 报告")
PROFILE_KICKER = Text("Chengdu-Chongqing auto-parts pilot · district profile", "成渝汽车零部件试点 · 区域概况")

ANSWER = Text("Key findings", "要点")
ANSWER_FEWER = Text("In short", "概要")
MATRIX = Text("Priority assemblies by district", "各区优先发展总成")
FOCUS = Text("Priority assemblies and location", "优先发展总成与位置")
SEAT = Text("GeoNames point of the place", "GeoNames地点")
MAP = Text("Location", "地理位置")
INVESTMENT = Text("Contract value and funds in place", "合同金额与到位资金")
LOCALIZATION = Text("Localization rate", "本地配套率")
TRENDS = Text("Vehicle output by year", "历年汽车产量")
TARGETS = Text("Targets for {year}", "{year}年目标")
PILOT = Text("The pilot", "试点概况")
REMARKS = Text("Open questions and disagreements", "未查明事项与来源不一致")
SOURCES = Text("Sources", "来源")
NOTES = Text("Notes", "注")
SUMMARY = Text("Summary", "摘要")
CONTENTS = Text("Contents", "目录")
CITED_IN = Text("cited in", "见于")
SAME_FIGURES = Text("The same figures by command:", "命令行可得同样数据：")
UNKNOWN = Text("Unknown", "未知")
REMARK_KINDS = {
    "differs": Text("Sources disagree", "来源不一致"),
    "reading": Text("Reading note", "口径说明"),
}
BACK = Text("back to the text", "返回正文")
FOOTER = Text(
    "Every figure carries its source and date. This page loads no external content.",
    "每项数据均注明来源和日期。本页不加载外部内容。",
)

QUESTIONS = {
    "focus": Text("Which districts prioritize what?", "各区优先发展什么？"),
    "money": Text("How much money?", "资金多少？"),
    "local": Text("How high is the localization rate?", "本地配套率多高？"),
    "since": Text("Targets and output?", "目标与产量？"),
    "says": Text("Sources and gaps?", "来源与未查明事项？"),
}

SHARED = Text("priority of two or more districts", "两个及以上的区优先发展")
BLANK = Text("named for no district in the lists read", "所读清单未列入任何区")
COUNT = Text("Districts", "区数")
COUNT_AT_LEAST = Text("Districts, at least", "区数（至少）")

MARKS = {
    "yes": Text("named", "列入"),
    "no": Text("not named in the lists read", "所读清单未列入"),
    "disputed": Text("in one list only", "仅见于一份清单"),
}
IN_ONE_LIST = Text("{name} (in one list only)", "{name}（仅见于一份清单）")

ALSO = Text("Also a priority of", "其他优先发展区")
OWN_FIGURES = Text("District figures", "本区数据")

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
    "A dot is the GeoNames point of a place. Local equirectangular projection.",
    "各点为GeoNames地点。局部等距圆柱投影。",
)
PLACES = {
    "districts": Text("Pilot districts", "试点区"),
    "cities": Text("Partner cities in Sichuan", "四川合作城市"),
}
GAP_LEGEND = Text("the gap between the two", "两者差距")
LOOSE_LEGEND = Text("open end: the source says about", "虚线末端：来源称“约”")
WHOLE_LEGEND = Text("a whole year", "全年")
PARTIAL_LEGEND = Text("a part of a year, over the months counted", "部分月份，横线为所计月份")
QUALIFIERS = {
    "about": Text("about", "约"),
    "at-least": Text("at least: the true figure is higher or the same", "至少：实际不低于此"),
}
