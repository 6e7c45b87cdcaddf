"""The fixed texts of a report, in both languages."""

from cqparts.model.types import Text

TITLE = Text(
    "Auto parts in {area}: who prioritizes what, for how much",
    "{area}汽车零部件：各区优先发展什么，签约多少",
)
PROFILE_TITLE = Text("{name}: priorities, production, plants, figures", "{name}：优先发展、生产、工厂与数据")

FACTS_TO = Text("Facts to {date}", "数据截至{date}")
SOURCE_COUNT = Text("{count} sources", "{count}个来源")
HOW_TO_CITE = Text("how to cite", "引用方式")
SKIP = Text("Skip to the sections", "跳至正文")
CONTENTS = Text("Contents", "目录")
KEY_FINDINGS = Text("Key findings", "要点")
SUMMARY = Text("Summary", "概要")

MATRIX = Text("Priority assemblies", "优先发展总成")
DISTRICTS = Text("Priorities, production and figures by district", "各区优先发展、生产与数据")
PLANTS = Text("Named plants", "已列名的工厂与项目")
INVESTMENT = Text("Contract value and funds in place", "合同金额与到位资金")
LOCALIZATION = Text("Localization rate", "本地配套率")
TARGETS = Text("Targets for {year}", "{year}年目标")
PAST = Text("What came of earlier targets", "以往目标的结果")
TRENDS = Text("Vehicle output by year", "历年汽车产量")
MAP = Text("Location", "地理位置")
PILOT = Text("The pilot", "试点概况")
REMARKS = Text("Open questions and disagreements", "未查明事项与来源不一致")
ABOUT = Text("About this report", "关于本报告")
SOURCES = Text("Sources", "来源")
NOTES = Text("Notes", "注")
PRIORITIES = Text("Priorities", "优先发展")
PRODUCTION = Text("Stated production", "来源所述生产")
FIGURES = Text("District figures", "本区数据")
COOPERATION = Text("Cooperation with cities in Sichuan", "与四川城市的合作")
OWN_WORDS = Text("The district's own words", "本区自述")
DIFFER = Text("What disagrees or is not known", "来源不一致与未查明")

SHORT = {
    "matrix": Text("Priorities", "优先发展"),
    "districts": Text("Districts", "各区"),
    "plants": Text("Plants", "工厂"),
    "investment": Text("Money", "资金"),
    "localization": Text("Localization", "本地配套"),
    "targets": Text("Targets", "目标"),
    "past": Text("Earlier targets", "以往目标"),
    "trends": Text("Output", "产量"),
    "map": Text("Map", "地图"),
    "pilot": Text("Pilot", "试点"),
    "unknown": Text("Open questions", "未查明"),
    "production": Text("Production", "生产"),
    "figures": Text("Figures", "数据"),
    "links": Text("Cooperation", "合作"),
    "about": Text("About", "说明"),
    "sources": Text("Sources", "来源"),
}
"""What the link to a section is called."""

CITED_IN = Text("cited in ", "见于")
DATA_TABLE = Text("Data table", "数据表")
COMMAND = Text("Command: ", "命令：")
SOURCE_LINE = Text("Source: ", "来源：")
SOURCES_LINE = Text("Sources: ", "来源：")
NO_ADDRESS = Text("no address known", "网址不详")
COPY = Text("read in a copy", "所读为转载")
TABLE_NUMBER = Text("", "表{number}　")
CHART_NUMBER = Text("", "图{number}　")

QUESTIONS = {
    "focus": Text("Which districts prioritize what?", "各区优先发展什么？"),
    "money": Text("How much money?", "资金多少？"),
    "local": Text("How high is the localization rate?", "本地配套率多高？"),
    "since": Text("Targets, and output since?", "目标与其后产量？"),
    "says": Text("Which sources, and what is missing?", "来源与缺口？"),
}

COUNT = Text("Districts", "区数")
COUNT_AT_LEAST = Text("At least", "至少")
MARKS = {
    "made": Text("priority with stated production", "优先发展且有生产的记载"),
    "yes": Text("priority", "优先发展"),
    "disputed": Text("in one list only", "仅一个来源列入"),
    "no": Text("not named", "未列入"),
}
GLYPHS = {"made": "●", "yes": "○", "disputed": "◐", "no": "·"}
OPEN_LISTS = Text(
    "Lists end with “and others” (等): there may be more. A priority is a plan, not production.",
    "清单以“等”结尾，可能还有其他总成。优先发展是规划，并非生产。",
)
IN_ONE_LIST = Text("{name} (in one list only)", "{name}（仅一个来源列入）")
NAMED_TYPES = Text("Component types known by name: {named}", "已列名的部件：{named}种")
NAMED_OF = Text("Component types known by name: {named} of {total}", "已列名的部件：{total}种中的{named}种")
NOT_PLACED = Text("Assembly not stated", "所属总成未说明")

ALSO = Text("Also a priority of", "其他优先发展区")
MADE_HERE = Text("Production stated", "有生产的记载")
MADE = Text("Stated to make", "来源所述生产")
PROFILE_CALL = Text("A district in full: ", "单区概况：")
NONE_FOUND = Text("none found", "未查到")
MAKES = Text("{products}, {time}", "{products}（{time}）")
TARGET_LABEL = Text("Target: {label}", "目标：{label}")
DRAFT_LABEL = Text("Draft: {label}", "征求意见稿：{label}")

PLANT = Text("Plant", "工厂或项目")
PRODUCTS = Text("Products", "产品")
STATE_OF = Text("As of", "截至")
STAGES = {
    "producing": Text("Producing", "投产"),
    "building": Text("Under construction", "在建"),
    "signed": Text("Signed only", "仅签约"),
    "announced": Text("Announced only", "仅公布"),
    "unknown": Text("Stage not stated", "进展未说明"),
}
NO_DATE = Text("no date", "无日期")
WEAK_PLANTS = Text(
    "{number} more are named in weak sources alone and left out here; signed is not built.",
    "另有{number}个仅见于较弱来源，此处未列；签约不等于建成。",
)
SIGNED_ONLY = Text("Signed is not built.", "签约不等于建成。")

FIGURE = Text("Figure", "指标")
VALUE = Text("Value", "数值")
WHEN = Text("When", "时间")
TARGET = Text("Target", "目标")
EXPECTED = Text("Targets and expectations", "目标与预计")
SET = Text("Set", "目标值")
REACHED = Text("Actual", "实际")
RATE = Text("Rate", "数值")
SAID_OF = Text("Said of", "所指")
YEAR = Text("Year", "年份")
STATED_SHARE = Text("Share as the source states it, not calculated.", "比重为来源所述，非计算。")
CALCULATED_HEAD = Text("{name}, {unit}, about (calculated)", "{name}（{unit}，约，据来源计算）")
WHOLE_YEARS = Text("Whole years", "全年")
PART_YEARS = Text("Parts of a year", "部分月份")
RATIOS = Text("Ratios, {time} (calculated)", "比率，{time}（据来源计算）")
STATED_RATIO = Text(" (stated)", "（来源列明）")
CONVERTED = Text("{unit}, about", "{unit}（约）")
GROUP_TIME = Text("{area}, {time}", "{area}，{time}")
AMOUNTS = Text(
    "Amounts in {units}; other currencies are converted, except where a source states them",
    "金额单位：{units}；外币为折算，来源列明者除外",
)
AMOUNTS_HOME = Text("Amounts in {units}", "金额单位：{units}")
VEHICLES_CAPTION = Text("{area}, {measures}", "{area}{measures}")
TARGETS_CAPTION = Text("Targets set for {year}", "所定{year}年目标")
PAST_CAPTION_AREA = Text("{area}: targets and what was reached", "{area}：目标与实际")
PAST_CAPTION = Text("Targets and what was reached", "目标与实际")
STATEMENTS_CAPTION = Text("Statements of the localization rate, by date", "关于本地配套率的各次表述")
PLANTS_CAPTION = Text("Plants and investments by stage", "工厂与投资项目，按进展")
DISTRICTS_CAPTION = Text("The districts: plan, stated production, latest figures", "各区：规划、生产与最新数据")
MATRIX_CAPTION = Text("Districts and the assemblies that lists name for them", "各区与清单所列总成")
ACTION_PLAN = Text("Action plan ({time})", "行动计划（{time}）")
BY_AREA = Text("{name}: {area}", "{name}：{area}")
SINGLE_DISTRICTS = Text("Single districts", "单个区")
OTHER_PLANS = Text("Other plans", "其他规划")
DRAFTS = Text("Drafts for comment", "征求意见稿")
RESULTS = {"met": Text("Met", "达成"), "missed": Text("Missed", "未达成"), "open": Text("Open", "未查明")}
OTHER_AREAS = Text("Other areas: not to be compared", "其他地区：不可比")
GOALS = Text("Goals", "目标")
LOCAL = {
    "city": Text("Chongqing", "重庆全市"),
    "district": Text("one district", "单个区"),
    "sichuan-and-chongqing": Text("Sichuan and Chongqing", "川渝两地"),
}
VEHICLES = {
    "traditional": Text("traditional vehicles", "传统汽车"),
    "new-energy": Text("new energy vehicles", "新能源汽车"),
    "all": Text("vehicles", "汽车"),
    "parts": Text("parts", "零部件"),
}

ON_DAY = Text("{heading}, {time}", "{heading}（{time}）")
PEOPLE = Text("Officials", "负责人")
ASPECTS = Text("Five aspects", "五个方面")
ANNOUNCED = Text("Announced", "发布事项")
UNKNOWN = Text("Not found in the sources", "所查来源未载")
DISAGREE = Text("Sources disagree", "来源不一致")
OTHERS_AS_NOTES = Text(
    "Others stand as notes where their figures are shown.",
    "其余见各数据下的注。",
)

ABOUT_METHOD = Text(
    "The figures are those of sources, with their digits; what is calculated says so. A figure rests on official or "
    "primary texts, or on press of record; what only copies and company pages say is marked or left out.",
    "数据照录来源及其位数；计算所得均予注明。数据以官方、原始文本和主流媒体为据；仅见于转载和企业网页者，予以注明或不列。",
)
ABOUT_WORDS = (
    (
        Text("about", "约"),
        Text("the source rounds, or the figure is calculated from rounded ones.", "来源为约数，或据约数计算。"),
    ),
    (Text("at least, over", "至少、超过"), Text("a floor, as the source words it.", "下限，依来源用语。")),
    (Text("target", "目标"), Text("set by a plan, not reached.", "规划所定，并非已实现。")),
    (Text("draft", "征求意见稿"), Text("put out for comment, not adopted.", "公开征求意见，尚未施行。")),
    (
        Text("priority", "优先发展"),
        Text("what a plan sets out to develop, not what is made.", "规划方向，并非已有生产。"),
    ),
)
ABOUT_LICENCE = Text(
    "Facts are not protected by copyright: cite their sources. Points of places: GeoNames, CC BY 4.0. "
    "The program: MIT.",
    "事实本身不受著作权保护，请注明来源。地点坐标：GeoNames，CC BY 4.0。程序：MIT许可。",
)
ABOUT_CITE = Text(
    "Cite as: {authors}, “{title}”, cqparts-pilot {version}, data edition {digest} ({date}).",
    "引用：{authors}：《{title}》，cqparts-pilot {version}，数据版本{digest}（{date}）。",
)
AUTHORS = Text("The cqparts developers", "cqparts开发者")
ABOUT_ERRORS = Text(
    "Errors: report them to the maintainers of cqparts with the figure and its source number.",
    "纠错：请将数据及其来源编号告知cqparts维护者。",
)

STOP = Text(".", "。")
COMMA = Text(", ", "，")
SEMICOLON = Text("; ", "；")
COLON = Text(": ", "：")

MONEY_MESSAGE = Text("{area}: {share} of the contract value of {whole}", "{area}占{whole}合同金额的{share}")
MONEY_FALLBACK = Text("Contract value and funds in place", "合同金额与到位资金")
MONEY_SUBTITLE = Text("{unit}, {time}; share calculated", "{unit}，{time}；比重据来源计算")
MONEY_SUBTITLE_PLAIN = Text("{unit}, {time}", "{unit}，{time}")
GAP_MESSAGE = Text("New energy vehicles: a gap of {points}", "新能源汽车低{points}")
RATE_MESSAGE = Text("{name}: {percent}", "{name}：{percent}")
RATE_SUBTITLE = Text("{measure}, {area}, %", "{area}{measure}（%）")
GAP = Text("gap of {points}", "差距{points}")
LOOSE_LEGEND = Text("about, as the source says", "来源称“约”")
STATEMENTS_FLOOR = Text("{percent} or more", "{percent}及以上")
STATEMENTS_MESSAGE = Text("{percent} stated {times} times, {first} to {last}", "{first}—{last}年，{times}次称{percent}")
STATEMENTS_SUBTITLE = Text(
    "{measure} as stated, %; no line: what is counted differs", "各次表述的{measure}（%）；所指不同，故不连线"
)
STATEMENT_STYLES = {
    "stated": Text("Chongqing", "重庆全市"),
    "electric": Text("Chongqing, new energy vehicles", "重庆全市新能源汽车"),
    "elsewhere": Text("other areas", "其他地区"),
    "goal": Text("goal", "目标"),
}
RISE_MESSAGE = Text(
    "{measure} {went} from {first} ({start}) to {last} ({end})", "{measure}由{start}年{first}{went}{end}年{last}"
)
SERIES_SUBTITLE = Text("{area}, {unit}, full years", "{area}，{unit}，全年")
CALCULATED = Text("; calculated, about", "；据来源计算，为约数")
DASHED_LEGEND = Text("year missing, or a floor", "缺年份或为下限")
FLOOR_LEGEND = Text("at least, over", "至少、超过")
ABOUT_LEGEND = Text("about", "约")
MAP_MESSAGE = Text("{name}: most priority assemblies, {number}", "{name}优先发展总成最多：{number}个")
MAP_SUBTITLE = Text(
    "Pilot districts: the larger the dot, the more assemblies. Second map: with the partner cities in Sichuan",
    "试点区，圆点越大总成越多；第二幅含四川合作城市",
)
MAP_ONE = Text("{name} among the pilot districts", "{name}在试点区中的位置")
MAP_CAPTION = Text(
    "A dot is the GeoNames point of a place (CC BY 4.0). North is up.", "各点为GeoNames地点（CC BY 4.0）。上为北。"
)
PLACES = {
    "districts": Text("pilot district", "试点区"),
    "cities": Text("partner city in Sichuan", "四川合作城市"),
}
PLACE_COUNT = Text("{name}: {number}", "{name}：{number}个")
KINDS = {"target": TARGET_LABEL, "draft": DRAFT_LABEL}
