"""The catalogue of columns: the meaning, the heading and the kind of cells of every key of every answer.

A key means the same in every command. Headings are for people; the keys are for scripts.
"""

from cqparts.lookups.plants import STAGES
from cqparts.model.annotations import Literal
from cqparts.model.record import Record
from cqparts.model.types import Text

Kind = Literal[
    "text",  # as it is
    "texts",  # a list of texts
    "word",  # one of a few words that the output contract fixes
    "flag",  # true or false
    "mark",  # true, false or "disputed"
    "count",  # a whole number
    "number",  # any number, as its source writes it
    "value",  # a number of things or of a currency, with its digits in `significant_digits`
    "unit",  # what a value counts
    "money",  # whole units of a currency, with its digits in `significant_digits`
    "percent",  # per cent
    "difference",  # per cent more or less than another
    "rate",  # yuan per one unit of a currency, with its digits in `significant_digits`
    "ref",  # the id of another record
    "refs",  # ids of other records
    "sources",  # ids of sources
    "records",  # records of their own
    "amounts",  # records of their own, one a currency
    "record",  # one record of its own
    "quotes",  # sentences by the id of their source
    "time",  # a period or a day
    "when",  # the period or the day of a record, for people only
    "quantity",  # a value with its unit and how exact it is, for people only
    "hit",  # what was found, for people only
    "fact",  # texts, and values of records by their keys, for people only
    "old_to_new",  # what a field was and what it is, for people only
    "both_names",  # the name in both languages, for people only
]


class Column(Record):
    """The heading of a key, the kind of its cells, and its meaning."""

    heading: Text
    kind: Kind
    description: str


def _c(en: str, zh: str, kind: Kind, description: str) -> Column:
    """Return a column; the short name keeps the entries of the catalogue on one line."""
    return Column(Text(en, zh), kind, description)


CATALOGUE: dict[str, Column] = {
    "about": _c("About", "涉及", "refs", "Ids of the records that the remark concerns."),
    "addresses": _c("Addresses", "网址", "texts", "Where each of its sources can be read; null if unknown."),
    "actual": _c("Actual", "实际值", "record", "The figure that tells what came of it."),
    "adcode": _c("Code", "代码", "text", "Six-digit administrative code."),
    "all_components_unnamed": _c(
        "Unnamed of all", "未列名总数", "count", "Component types of all that could not be read, at the least."
    ),
    "amounts": _c("Amounts", "数额", "records", "Its investment, capacity and output, one a record."),
    "amount": _c("Amount", "金额", "money", "Whole units of the currency."),
    "as_of": _c("As of", "截至", "time", "Day, month or year of the state described."),
    "area": _c("Part of the place", "所在片区", "ref", "Id of the part of the place."),
    "assemblies": _c("Assemblies", "总成", "refs", "Ids of the assemblies."),
    "assembly": _c("Assembly", "总成", "ref", "Id of its assembly; null where no source names it."),
    "both_names": _c("Name", "名称", "both_names", "The name in both languages."),
    "basis": _c(
        "Basis",
        "依据",
        "word",
        "Stated by the sources, or derived from what they state; null of what is no figure.",
    ),
    "competitive": _c(
        "Named as competitive",
        "列为优势部件",
        "flag",
        "Named as one with a competitive edge; null says nothing.",
    ),
    "components": _c("Components", "部件", "refs", "Ids of the component types."),
    "customers": _c("Customers", "客户", "texts", "Whom it supplies, in English."),
    "customers_zh": _c("客户", "客户", "texts", "Whom it supplies, in Chinese."),
    "components_named": _c("Named", "已列名", "count", "Component types that a source names."),
    "bound": _c("Bound", "界限", "word", "Over where the source says so: the value itself is not reached."),
    "caution": _c("Caution", "提示", "text", "How not to misread it, in English."),
    "caution_zh": _c("提示", "提示", "text", "How not to misread it, in Chinese."),
    "cautions": _c("Cautions", "提示", "texts", "How not to misread it, in English, each in one line."),
    "change": _c("Change", "变动", "word", "Added, removed or changed."),
    "cited": _c("Sources", "来源", "records", "Its sources, as a text cites them."),
    "cautions_zh": _c("提示", "提示", "texts", "How not to misread it, in Chinese, each in one line."),
    "conflicts": _c("Conflicts", "分歧", "records", "Where sources disagree, or how to read a figure."),
    "content": _c("Content", "内容", "record", "The record as the model's file holds it."),
    "converted": _c("Converted", "折合", "amounts", "The amount in other currencies, each with its rate."),
    "copy": _c("Copy", "转载", "flag", "The page read is a copy: cite publisher and date."),
    "currency": _c("Currency", "货币", "text", "ISO 4217 code."),
    "days": _c("Days", "天数", "count", "Number of daily rates in a mean."),
    "difference_percent": _c("Difference", "偏差", "difference", "Difference from the implied rate in per cent."),
    "disputed": _c("In one list only", "仅一个来源列入", "flag", "Named in one open-ended list, not in another."),
    "districts": _c("Districts", "区数", "count", "Districts all of whose lists name it, at the least."),
    "districts_in_one_list": _c(
        "In one list only",
        "仅一个来源列入",
        "count",
        "Further districts, only one of whose lists names it.",
    ),
    "districts_qualifier": _c("Districts are", "区数精确度", "word", "How exact the number of districts is."),
    "earlier": _c("Before", "此前", "records", "The stages before, in order of time."),
    "evidence": _c("Evidence", "原文依据", "quotes", "The sentence that it rests on, by the id of the source."),
    "fact": _c("What", "内容", "fact", "What is said of a record."),
    "field": _c("Field", "字段", "text", "The field that changed, by its path in the record; null of a whole record."),
    "figures": _c("Figures", "数据", "records", "Figures of its own."),
    "firm": _c("Firm", "企业", "text", "The firm in English."),
    "firm_zh": _c("企业", "企业", "text", "The firm in Chinese; null where no source names it so."),
    "firms": _c("Firms", "企业", "texts", "Firms that the source names, in English."),
    "firms_zh": _c("企业", "企业", "texts", "Firms that the source names, in Chinese."),
    "focus": _c("Prioritizes", "优先发展总成", "records", "The assemblies that any source names for it."),
    "figure": _c("Figure", "指标", "text", "Id of the figure."),
    "found_in": _c("Found in", "命中字段", "text", "The field that holds the text."),
    "geonames": _c("GeoNames", "GeoNames", "count", "Number of the GeoNames entry."),
    "grade": _c(
        "Grade", "级别", "text", "A: official or primary text; B: press of record; C: copy, company page or snippet."
    ),
    "hit": _c("What", "内容", "hit", "What was found."),
    "id": _c("Id", "标识", "text", "Lower-case name of the record, unique in the model."),
    "items": _c("Items", "事项", "records", "What is said of the pilot, an item a record."),
    "kind": _c("Kind", "类别", "word", "What sort of thing it is."),
    "label": _c("Figure", "指标", "text", "What the figure is, in English."),
    "label_zh": _c("指标", "指标", "text", "What the figure is, in Chinese."),
    "language": _c("Language", "语言", "word", "Two-letter code of its language."),
    "lat": _c("Latitude", "纬度", "number", "Degrees north, WGS84."),
    "licence": _c("Licence", "许可", "text", "Terms under which its data may be used."),
    "local": _c("Local within", "本地范围", "word", "Where local ends: city, district, or both regions."),
    "lon": _c("Longitude", "经度", "number", "Degrees east, WGS84."),
    "made": _c("Made", "已有生产", "refs", "Ids of the assemblies that it is stated to make."),
    "measure": _c("Measure", "指标", "ref", "Id of the measure."),
    "name": _c("Name", "英文名", "text", "English name."),
    "name_zh": _c("中文", "名称", "text", "Chinese name."),
    "near": _c(
        "May belong", "可能相关", "refs", "Ids of assemblies that it may belong to; the source does not say so."
    ),
    "notes": _c("Notes", "英文备注", "texts", "What a reader must know, in English."),
    "notes_zh": _c("备注", "备注", "texts", "What a reader must know, in Chinese."),
    "new": _c("New", "新值", "text", "What the field holds in the new model."),
    "old": _c("Old", "旧值", "text", "What the field holds in the old model."),
    "old_to_new": _c("Change", "变动", "old_to_new", "What the field was and what it is."),
    "occasion": _c("Occasion", "场合", "word", "Where the list was given."),
    "omitted_by": _c("Not in", "未列于", "sources", "Ids of the sources whose list leaves it out."),
    "open_ended": _c("Open", "未尽", "flag", 'The list ends with "and others" in its source.'),
    "outcome": _c("Outcome", "结果", "word", "What came of the target; open where only a part is known."),
    "part": _c("Part", "部分", "text", "What the number covers, in English."),
    "part_zh": _c("部分", "部分", "text", "What the number covers, in Chinese."),
    "percent": _c("Per cent", "百分比", "percent", "Per cent."),
    "percentage_points": _c("Points", "百分点", "number", "Difference in percentage points."),
    "period": _c("Period", "时期", "time", "Time that the figure covers."),
    "place": _c("Place", "地点", "ref", "Id of the district or city."),
    "production": _c("Production", "生产", "records", "What it is stated to make."),
    "products": _c("Products", "产品", "texts", "The products in English."),
    "products_zh": _c("产品", "产品", "texts", "The products in Chinese."),
    "projects": _c("Plants", "项目", "records", "Its plants and investments."),
    "published": _c("Published", "发布", "time", "Day, month or year of publication."),
    "publishers": _c("Publishers", "发布者", "texts", "Who published each of its sources, in their order."),
    "publishers_zh": _c("发布者", "发布者", "texts", "The same in Chinese, where it is known."),
    "publisher_zh": _c("发布者", "发布者", "text", "The publisher in Chinese."),
    "publisher": _c("Publisher", "发布者", "text", "Who published it."),
    "quantity": _c("Value", "数值", "quantity", "The value with its unit and how exact it is."),
    "qualifier": _c("Exactness", "精确度", "word", "How exact the source says that it is, or the calculation allows."),
    "rate": _c("Rate", "汇率", "rate", "Yuan per one unit of the currency, to 6 significant digits."),
    "rate_basis": _c("Rate", "汇率依据", "word", "Where the rate comes from; stated only of yuan themselves."),
    "rate_date": _c("Rate of", "汇率日期", "time", "Day of the rate; null of an implied one."),
    "rate_note": _c("Rate is", "汇率说明", "text", "What the rate is, in English."),
    "rate_note_zh": _c("Rate is", "汇率说明", "text", "What the rate is, in Chinese."),
    "rate_period": _c("Mean over", "平均期间", "time", "Period of a mean rate."),
    "rate_source": _c("Rate by", "汇率来源", "text", "Id of the source of the rate."),
    "remarks": _c("Remarks", "说明", "records", "Where sources disagree, how to read it, what was not found."),
    "scope": _c("Scope", "范围", "ref", "Id of the part that the figure is limited to."),
    "seat": _c("Place", "地点", "record", "GeoNames point of the place."),
    "see": _c("See", "另见", "refs", "Ids of related records."),
    "series": _c("Series", "序列", "ref", "Id of the series."),
    "significant_digits": _c(
        "Digits",
        "有效位数",
        "count",
        "Significant digits that the source, or the calculation, supports.",
    ),
    "sources": _c("Sources", "来源", "sources", "Ids of the sources."),
    "stage": _c("Stage", "进展", "word", "How far it had come."),
    "stance": _c("Kind", "性质", "word", "A goal, or stated as reached."),
    "timing": _c("Planned or actual", "计划或实际", "word", "Planned or current; expected or actual."),
    "statements": _c("Statements", "表述", "records", "The list that each source gave."),
    "status": _c("Status", "状态", "word", "Stated by sources or inferred from them."),
    "subject": _c("Subject", "对象", "ref", "Id of what the figure speaks of."),
    "summary": _c("Summary", "概要", "text", "One sentence in English."),
    "summary_zh": _c("概要", "概要", "text", "One sentence in Chinese."),
    "supports": _c("Supports", "支持记录", "refs", "Ids of the records that it supports."),
    "system": _c("System", "系统", "ref", "Id of its system."),
    "system_components_unnamed": _c(
        "Unnamed in system",
        "系统内未列名",
        "count",
        "Component types of its system that could not be read, at the least.",
    ),
    "target": _c("Set", "目标值", "record", "The figure that was set as the target."),
    "text": _c("Text", "原文", "text", "The remark, or the text that was found, in English or as it stands."),
    "text_zh": _c("原文", "原文", "text", "The remark in Chinese."),
    "title_en": _c("Title (English)", "英文标题", "text", "Title in English, where the source has another language."),
    "title": _c("Title", "标题", "text", "Title in the source's own language."),
    "unnamed_qualifier": _c(
        "Unnamed is", "未列名精确度", "word", "How exact the numbers of unnamed component types are."
    ),
    "unit": _c("Unit", "单位", "unit", "What is counted: a currency, percent, or things."),
    "unknowns": _c("Unknown", "未知", "records", "What was not found in the sources."),
    "url": _c("URL", "网址", "text", "Where it can be read."),
    "value": _c("Value", "数值", "value", "Single things or whole units of a currency."),
    "vehicles": _c("Vehicles", "车型", "word", "Which vehicles; null for the gap."),
    "verb_zh": _c("原文用语", "原文用语", "text", "The verb of the source, in Chinese."),
    "what": _c("What", "内容", "word", "What the number counts."),
    "when": _c("When", "时间", "when", "The period or the day."),
    "words": _c("Own words", "本区表述", "texts", "Its own words on what it wants, in English."),
    "words_zh": _c("本区表述", "本区表述", "texts", "Its own words on what it wants, in Chinese."),
    "used": _c("In use", "换算采用", "flag", "Conversions use it; the others are compared with it."),
    "within_rounding": _c(
        "Within rounding",
        "舍入范围内",
        "flag",
        "The rate fits the two rounded amounts of the article.",
    ),
}

WORDS: dict[str, Text] = {
    "A": Text("A", "A"),
    "B": Text("B", "B"),
    "C": Text("C", "C"),
    "about": Text("about", "约"),
    **STAGES,
    "localizationstatement": Text("statement", "表述"),
    "focuswords": Text("own words", "本区表述"),
    "project": Text("project", "项目"),
    "production": Text("production", "生产"),
    "event": Text("event", "事件"),
    "outcome": Text("outcome", "结果"),
    "link": Text("cooperation", "合作"),
    "actual": Text("actual", "实际"),
    "announcement": Text("announcement", "发布事项"),
    "area": Text("area", "地区"),
    "article": Text("Smart China Expo article", "智博会网站文章"),
    "capacity": Text("capacity", "产能"),
    "current": Text("current", "现有"),
    "expected": Text("expected", "预计"),
    "invested": Text("invested so far", "已投资"),
    "investment": Text("investment", "投资"),
    "output": Text("output", "产出"),
    "phase-one": Text("phase one", "一期投资"),
    "phases": Text("phases", "期数"),
    "planned": Text("planned", "规划"),
    "aspect": Text("aspect", "五个方面"),
    "assembly": Text("assembly", "总成"),
    "at-least": Text("at least", "至少"),
    "at-most": Text("up to", "最高"),
    "company": Text("company", "企业"),
    "city": Text("city", "城市"),
    "component": Text("component", "部件"),
    "coverage": Text("coverage", "覆盖情况"),
    "cross": Text("cross", "套算"),
    "dataset": Text("dataset", "数据集"),
    "derived": Text("calculated", "据来源计算"),
    "disputed": Text("in one list only", "仅一个来源列入"),
    "differs": Text("sources disagree", "来源不一致"),
    "district": Text("district", "区"),
    "draft": Text("draft", "草案"),
    "exact": Text("exact", "确切"),
    "figure": Text("figure", "数据"),
    "all": Text("all", "全部"),
    "met": Text("met", "达成"),
    "missed": Text("missed", "未达成"),
    "open": Text("open", "未查明"),
    "goal": Text("goal", "目标"),
    "parts": Text("parts", "零部件"),
    "sichuan-and-chongqing": Text("Sichuan and Chongqing", "川渝两地"),
    "en": Text("English", "英语"),
    "hi": Text("Hindi", "印地语"),
    "zh": Text("Chinese", "中文"),
    "given": Text("user-supplied", "自定"),
    "implied": Text("implied", "隐含"),
    "inferred": Text("inferred", "推断"),
    "item": Text("item", "事项"),
    "new-energy": Text("new energy", "新能源"),
    "official": Text("official", "官方"),
    "other": Text("other", "其他"),
    "person": Text("official", "负责人"),
    "pilot": Text("pilot", "试点"),
    "over": Text("over", "超过"),
    "plan": Text("plan", "计划"),
    "press": Text("media", "媒体"),
    "press-conference": Text("press conference", "新闻发布会"),
    "primary": Text("primary", "原始文本"),
    "published": Text("published", "公布"),
    "quote": Text("rate", "汇率"),
    "ratetable": Text("rate table", "汇率表"),
    "reading": Text("reading note", "口径说明"),
    "reference": Text("reference", "参考"),
    "remark": Text("remark", "说明"),
    "source": Text("source", "来源"),
    "stated": Text("stated", "来源列明"),
    "system": Text("system", "系统"),
    "target": Text("target", "目标"),
    "term": Text("term", "术语"),
    "traditional": Text("traditional", "传统"),
    "added": Text("added", "新增"),
    "removed": Text("removed", "删除"),
    "changed": Text("changed", "更改"),
    "not-covered": Text("not covered", "未收录"),
    "before": Text("before", "此前"),
    "after": Text("after", "此后"),
    "localization": Text("localization", "本地配套"),
    "industry": Text("industry", "产业"),
    "structure": Text("structure", "产业结构"),
    "scope": Text("scope", "范围"),
}
"""The words that the output contract fixes, in both languages."""

UNITS: dict[str, str] = {
    "AUD": "澳元",
    "CAD": "加元",
    "CHF": "瑞士法郎",
    "CNY": "元",
    "EUR": "欧元",
    "GBP": "英镑",
    "HKD": "港元",
    "JPY": "日元",
    "KRW": "韩元",
    "SGD": "新加坡元",
    "USD": "美元",
    "GWh": "GWh",
    "GWh a year": "GWh/年",
    "MWh a year": "MWh/年",
    "agreements": "项",
    "assemblies": "个总成",
    "chains": "条",
    "component types": "种部件",
    "components": "种部件",
    "events": "场",
    "firms": "家",
    "lines": "条",
    "makers": "家",
    "minutes": "分钟",
    "models": "款",
    "motorcycles": "辆",
    "motorcycles a year": "辆/年",
    "motors a year": "台/年",
    "percent": "%",
    "percentage points": "个百分点",
    "phases": "期",
    "pieces a year": "件/年",
    "points": "个百分点",
    "projects": "个项目",
    "sets a year": "套/年",
    "systems": "个系统",
    "tasks": "项任务",
    "tonnes a year": "吨/年",
    "vehicles": "辆",
    "vehicles a day": "辆/日",
    "vehicles a month": "辆/月",
    "vehicles a year": "辆/年",
}
"""The units of figures, in Chinese."""
