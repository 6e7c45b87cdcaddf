"""Periods and days as people read them, in both languages."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

PARTS_ZH = {"H1": "上半年", "H2": "下半年", "Q1": "第一季度", "Q2": "第二季度", "Q3": "第三季度", "Q4": "第四季度"}
"""The halves and quarters of a year."""


def time_text(time: str, lang: str = "en") -> str:
    """Return a period or a day as people read it.

    Args:
        time: A year, month or day in ISO form, a half (2023-H1), a quarter (2023-Q2), or month/month.
        lang: "en" or "zh".

    >>> time_text("2023-H1"), time_text("2023-06-30"), time_text("2023-01/2023-09"), time_text("2023")
    ('H1 2023', '30 Jun 2023', 'Jan–Sep 2023', '2023')
    >>> time_text("2023-H1", "zh"), time_text("2023-06-30", "zh"), time_text("2023-01/2023-09", "zh")
    ('2023年上半年', '2023年6月30日', '2023年1—9月')
    """
    first, _, last = time.partition("/")
    if last:
        return span_text(first, last, lang)
    year, _, rest = time.partition("-")
    if lang == "zh":
        return f"{year}年{part_zh(rest)}"
    return f"{part_text(rest)} {year}" if rest else year


def span_text(first: str, last: str, lang: str) -> str:
    """Return the time from one month to another, a year that both share said once.

    >>> span_text("2022-12", "2023-02", "en"), span_text("2022-12", "2023-02", "zh")
    ('Dec 2022–Feb 2023', '2022年12月—2023年2月')
    """
    if first[:4] != last[:4]:
        return f"{time_text(first, lang)}{'—' if lang == 'zh' else '–'}{time_text(last, lang)}"
    begin, end = int(first[5:7]), int(last[5:7])
    if lang == "zh":
        return f"{first[:4]}年{begin}—{end}月"
    return f"{MONTHS[begin - 1]}–{MONTHS[end - 1]} {first[:4]}"


def part_text(part: str) -> str:
    """Return a half, a quarter, a month or a day of a year in English."""
    if part in PARTS_ZH:
        return part
    month, _, day = part.partition("-")
    return f"{int(day)} {MONTHS[int(month) - 1]}" if day else MONTHS[int(month) - 1]


def part_zh(part: str) -> str:
    """Return a half, a quarter, a month or a day of a year in Chinese; nothing of a whole year."""
    if not part or part in PARTS_ZH:
        return PARTS_ZH.get(part, "")
    month, _, day = part.partition("-")
    return f"{int(month)}月{int(day)}日" if day else f"{int(month)}月"
