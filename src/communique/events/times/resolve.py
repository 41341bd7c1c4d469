"""Places a phrase on the calendar: words, the publication date and the times told before make an interval."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from communique.events.times import calendar
from communique.events.times.calendar import Days
from communique.events.times.phrases import Bent, Phrase, Plain, Shifted, Stretch, Within, leans
from communique.model.time import Basis, Interval

SOON = 60
"""A day without its year is read as coming when it lies at most so many days ahead: the other reading lies ten
months back, and news tells the year of such days."""

FOLLOW = timedelta(days=62)
"""A day without its year belongs to a time told with its year just before when it follows within two months."""

_FURTHEST_YEARS = 8  # 29 February is never further away


@dataclass(frozen=True)
class Setting:
    """What words may lean on: the publication date, the time told before, a stated one just before."""

    published: date | None
    previous: Interval | None = None
    near: Interval | None = None
    forward: bool = False
    soon: frozenset[str] = frozenset(("date", "date_span", "holiday"))
    sizes: Mapping[str, int] | None = None

    @property
    def today(self) -> date:
        """The publication date; :class:`Unplaced` where there is none."""
        if self.published is None:
            raise Unplaced
        return self.published

    @property
    def told(self) -> Interval:
        """The time told before; :class:`Unplaced` where there is none."""
        if self.previous is None:
            raise Unplaced
        return self.previous


class Unplaced(Exception):
    """The words cannot be placed in this setting."""


def resolve(phrase: Phrase, setting: Setting) -> Interval | None:
    """The days a phrase means, None where nothing fixes them."""
    try:
        return _resolve(phrase, setting)
    except (Unplaced, ValueError, OverflowError):  # the latter two: 30 February, the year 0
        return None


def _resolve(phrase: Phrase, setting: Setting) -> Interval:
    match phrase:
        case Plain():
            if phrase.means not in _PLAIN:  # "Sat" is a day only beside a date
                raise Unplaced
            return _PLAIN[phrase.means](phrase, setting)
        case Bent():
            if phrase.means == "deadline":  # "by April" looks ahead sooner than "in April"
                setting = replace(setting, soon=setting.soon | {"month"})
            return _BENT[phrase.means](phrase, _resolve(phrase.inner, setting), setting)
        case Within():
            return _within(phrase, setting)
        case Shifted():
            anchor = _resolve(phrase.anchor, setting)
            return _shifted(phrase.distance, anchor, phrase.distance.number("sign"), anchor.basis)
        case Stretch():
            return _stretch(phrase, setting)


def _stated(days: Days, precision: str) -> Interval:
    return Interval(days.start, days.end, precision, Basis.STATED)


def _resolved(days: Days, precision: str) -> Interval:
    return Interval(days.start, days.end, precision, Basis.RESOLVED)


# ---------------------------------------------------------------- days, months, seasons with or without their year


def _yearly(plain: Plain, setting: Setting, precision: str, at: Callable[[int], Days]) -> Interval:
    """A time that returns each year: in the year told, else in the one the setting gives."""
    year = plain.maybe("year")
    if year is not None:
        return _stated(at(year), precision)
    follows = _following(setting.near, at) if setting.near else None
    return _resolved(follows or _nearest(plain, setting, at), precision)


def _following(near: Interval, at: Callable[[int], Days]) -> Days | None:
    """The time in the year of a stated one just before, if it falls with or soon after that."""
    for days in _each(at, range(near.start.year, near.end.year + 2)):
        if near.precision == "year" and days.start.year == near.start.year:
            return days
        if near.start.replace(day=1) <= days.start <= near.end + FOLLOW:
            return days
    return None


def _nearest(plain: Plain, setting: Setting, at: Callable[[int], Days]) -> Days:
    """The latest that has begun by publication, or the next one where the setting looks forward."""
    today = setting.today
    options = list(_each(at, range(today.year - _FURTHEST_YEARS, today.year + _FURTHEST_YEARS + 1)))
    options = _on_weekday(options, plain.maybe("weekday"), today) or options
    past = [days for days in options if days.start <= today]
    coming = [days for days in options if days.end >= today]
    if not options:
        raise Unplaced
    if not past or not coming or setting.forward:
        return coming[0] if coming else past[-1]
    soon = plain.means in setting.soon and (coming[0].start - today).days <= SOON
    return coming[0] if soon and (today - past[-1].end).days > 365 - 2 * SOON else past[-1]


def _on_weekday(options: list[Days], weekday: int | None, today: date) -> list[Days]:
    """Those that fall on the weekday told, in the years around the report."""
    return [d for d in options if d.start.weekday() == weekday and abs(d.start.year - today.year) <= 1]


def _each(at: Callable[[int], Days], years: range) -> Iterator[Days]:
    """The time in each of the years that have it."""
    for year in years:
        try:
            yield at(year)
        except ValueError:
            continue


def _at(plain: Plain) -> Callable[[int], Days]:
    """Where a yearly time lies in a given year."""
    return lambda year: _AT[plain.means](plain, year)


def _date_at(plain: Plain, year: int) -> Days:
    return calendar.day(date(year, plain.number("month"), plain.number("day")))


def _date_span_at(plain: Plain, year: int) -> Days:
    month = plain.number("month")
    return Days(date(year, month, plain.number("day")), date(year, month, plain.number("last")))


def _month_at(plain: Plain, year: int) -> Days:
    return calendar.month(year, _checked_month(plain.number("month")))


def _checked_month(number: int) -> int:
    if not 1 <= number <= 12:
        raise Unplaced
    return number


def _month_week_at(plain: Plain, year: int) -> Days:
    """The first week of a month is its first seven days, the last its last seven."""
    whole, which = calendar.month(year, plain.number("month")), plain.number("place")
    start = whole.end - timedelta(days=6) if which < 0 else whole.start + timedelta(weeks=which)
    return Days(start, start + timedelta(days=6))


def _quarter_at(plain: Plain, year: int) -> Days:
    return calendar.part(calendar.years(year, year), plain.number("quarter"), 4)


def _season_at(plain: Plain, year: int) -> Days:
    return calendar.season(year, plain.number("season"))


def _holiday_at(plain: Plain, year: int) -> Days:
    month, _, day = plain.word("holiday").partition("-")
    return calendar.day(date(year, int(month), int(day)))


_AT: Mapping[str, Callable[[Plain, int], Days]] = {
    "date": _date_at,
    "date_span": _date_span_at,
    "month": _month_at,
    "month_week": _month_week_at,
    "quarter": _quarter_at,
    "season": _season_at,
    "holiday": _holiday_at,
}
_PRECISION = {"date": "day", "month": "month", "season": "season", "holiday": "day"}


def _yearly_plain(plain: Plain, setting: Setting) -> Interval:
    return _yearly(plain, setting, _PRECISION.get(plain.means, "period"), _at(plain))


def _season(plain: Plain, setting: Setting) -> Interval:
    """ "winter 2019" may begin or end in 2019: unplaced; "winter 2019-20" may not."""
    year, last = plain.maybe("year"), plain.maybe("last")
    across = plain.number("season") > 10
    if last is not None and (not across or year is None or (year + 1) % 100 != last):
        raise Unplaced
    if across and year is not None and last is None:
        raise Unplaced
    return _yearly_plain(plain, setting)


def _slashed(plain: Plain, setting: Setting) -> Interval:
    """Day or month first: only where one order is a date, or both are the same."""
    first, second, year = plain.number("first"), plain.number("second"), plain.number("year")
    options = set(_each(lambda y: calendar.day(date(y, first, second)), range(year, year + 1)))
    options |= set(_each(lambda y: calendar.day(date(y, second, first)), range(year, year + 1)))
    if len(options) != 1:
        raise Unplaced
    return _stated(options.pop(), "day")


def _named(plain: Plain, setting: Setting) -> Interval:
    return _stated(calendar.day(date.fromisoformat(plain.word("named"))), "day")


# ---------------------------------------------------------------- years and longer


def _year(plain: Plain, setting: Setting) -> Interval:
    year = plain.number("year")
    return _stated(calendar.years(year, year), "year")


def _years(plain: Plain, setting: Setting) -> Interval:
    """ "1992-1994", "1992-94"; "2010-12" may be a month and is unplaced."""
    year, last, short = plain.number("year"), plain.maybe("last"), plain.maybe("yy")
    if last is None:
        last = year - year % 100 + (short or 0)
        if short is None or short <= 12:
            raise Unplaced
    return _stated(calendar.years(year, last), "period")


def _decade(plain: Plain, setting: Setting) -> Interval:
    first = plain.number("decade")
    if first >= 100:
        return _stated(calendar.years(first, first + 9), "decade")
    first += setting.today.year // 100 * 100  # "the 90s": the latest that has begun
    first -= 100 if first > setting.today.year else 0
    return _resolved(calendar.years(first, first + 9), "decade")


def _century(plain: Plain, setting: Setting) -> Interval:
    return _stated(calendar.century(plain.number("nth")), "period")


# ---------------------------------------------------------------- counted from the publication date


def _weekday(plain: Plain, setting: Setting) -> Interval:
    """ "Monday" is the latest up to and with the report's day, or the next where the setting looks forward."""
    today, weekday, deictic = setting.today, plain.number("weekday"), plain.maybe("deictic")
    back = timedelta(days=(today.weekday() - weekday) % 7)
    ahead = timedelta(days=(weekday - today.weekday()) % 7)
    if deictic == 0:
        when = calendar.week(today).start + timedelta(days=weekday)
    elif deictic is None:
        when = today + ahead if setting.forward else today - back
    elif deictic < 0:
        when = today - (back or timedelta(days=7))
    else:
        when = today + (ahead or timedelta(days=7))
    return _resolved(calendar.day(when), "day")


def _dayword(plain: Plain, setting: Setting) -> Interval:
    return _resolved(calendar.day(setting.today + timedelta(days=plain.number("dayword"))), "day")


def _last_night(plain: Plain, setting: Setting) -> Interval:
    return _resolved(calendar.day(setting.today - timedelta(days=1)), "day")


def _overnight(plain: Plain, setting: Setting) -> Interval:
    """The night before the report: two days."""
    return _resolved(Days(setting.today - timedelta(days=1), setting.today), "period")


def _deictic(plain: Plain, setting: Setting) -> Interval:
    """ "last year", "this week": calendar units."""
    unit = plain.word("unit")
    when = calendar.shift(setting.today, unit, plain.number("deictic"))
    return _resolved(calendar.unit(unit, when), _unit_precision(unit))


def _day_of_month(plain: Plain, setting: Setting) -> Interval:
    """ "the 5th of this month": a day of the report's month, or of the one before or behind it."""
    month = calendar.unit("month", calendar.shift(setting.today, "month", plain.number("deictic")))
    return _resolved(calendar.day(month.start.replace(day=plain.number("day"))), "day")


def _day_alone(plain: Plain, setting: Setting) -> Interval:
    """ "on the 14th": the last such day, or the next where it is of what is to come."""
    today, number = setting.today, plain.number("day")
    step = 1 if setting.forward else -1
    months = (calendar.unit("month", calendar.shift(today.replace(day=1), "month", step * k)) for k in range(4))
    days = (m.start + timedelta(days=number - 1) for m in months if number <= m.end.day)
    return _resolved(calendar.day(next(d for d in days if (d - today).days * step >= 0)), "day")


def _unit_precision(unit: str) -> str:
    return {"century": "period", "hour": "day", "minute": "day"}.get(unit, unit)


def _weekend(plain: Plain, setting: Setting) -> Interval:
    """ "the weekend" is the latest that has begun; "last weekend" is over."""
    today, deictic = setting.today, plain.maybe("deictic")
    saturday = calendar.week(today).start + timedelta(days=5)
    begun = saturday <= today
    back = (deictic is None and not begun and not setting.forward) or deictic == -1
    weeks = -1 if back else 1 if deictic == 1 and begun else 0
    saturday += timedelta(weeks=weeks)
    return _resolved(Days(saturday, saturday + timedelta(days=1)), "period")


def _deictic_month(plain: Plain, setting: Setting) -> Interval:
    """ "last May" is over, "next May" to come, "this May" in the report's year."""
    today, number, deictic = setting.today, plain.number("month"), plain.number("deictic")
    year = today.year
    if deictic < 0 and number >= today.month:
        year -= 1
    elif deictic > 0 and number <= today.month:
        year += 1
    return _resolved(calendar.month(year, number), "month")


def _deictic_season(plain: Plain, setting: Setting) -> Interval:
    """ "last summer" is the latest that is over; "this summer" in the report's year."""
    today, first, deictic = setting.today, plain.number("season"), plain.number("deictic")
    options = [calendar.season(today.year + step, first) for step in range(-2, 2)]
    if deictic < 0:
        days = [d for d in options if d.end < today][-1]
    elif deictic > 0:
        days = next(d for d in options if d.start > today)
    else:
        days = next((d for d in options if d.start <= today <= d.end), calendar.season(today.year, first))
    return _resolved(days, "season")


def _bounds(plain: Plain) -> tuple[int, int]:
    """The least and most that a number means: 2 to 5 of "a few", 2 to 3 of "two or three"."""
    numbers: list[int] = []
    for name in ("number", "more"):
        value = plain.fields.get(name, ())
        numbers += value if isinstance(value, tuple) else [int(value)]
    return (min(numbers), max(numbers)) if numbers else (1, 1)


def _past(plain: Plain, setting: Setting) -> Interval:
    """ "the past three years": from three years before the report up to it."""
    start = calendar.shift(setting.today, plain.word("unit"), -_bounds(plain)[1])
    return _resolved(Days(start, setting.today), "period")


def _coming(plain: Plain, setting: Setting) -> Interval:
    end = calendar.shift(setting.today, plain.word("unit"), _bounds(plain)[1])
    return _resolved(Days(setting.today, end), "period")


def _recent_units(plain: Plain, setting: Setting) -> Interval:
    return _resolved(Days(setting.today - _size(plain, setting), setting.today), "period")


def _coming_units(plain: Plain, setting: Setting) -> Interval:
    return _resolved(Days(setting.today, setting.today + _size(plain, setting)), "period")


def _size(plain: Plain, setting: Setting) -> timedelta:
    size = (setting.sizes or {}).get(plain.word("unit"))
    if size is None:
        raise Unplaced
    return timedelta(days=size)


def _recent(plain: Plain, setting: Setting) -> Interval:
    """The annotation guide: the publication year up to the report."""
    return _resolved(Days(date(setting.today.year, 1, 1), setting.today), "period")


def _ago(plain: Plain, setting: Setting) -> Interval:
    """ "three years ago" is that whole year, "two days ago" that day, "a few weeks ago" a stretch of weeks."""
    least, most = _bounds(plain)
    unit, today = plain.word("unit"), setting.today
    far, close = calendar.shift(today, unit, -most), calendar.shift(today, unit, -least)
    if unit in ("decade", "century"):
        return _resolved(_some_decades(far, close, unit), "decade" if unit == "decade" else "period")
    whole = Days(calendar.unit(unit, far).start, calendar.unit(unit, close).end)
    return _resolved(Days(whole.start, min(whole.end, today)), _unit_precision(unit) if least == most else "period")


def _some_decades(far: date, close: date, unit: str) -> Days:
    """ "two decades ago" is the ten years around that year."""
    half = 5 if unit == "decade" else 50
    return calendar.years(far.year - half, close.year + half - 1)


def _half_ago(plain: Plain, setting: Setting) -> Interval:
    """ "half a century ago", "two and a half years ago"."""
    unit = plain.word("unit") if "unit" in plain.fields else "century"
    number = plain.maybe("number") if "unit" in plain.fields else 0
    smaller, size = {"century": ("year", 100), "decade": ("year", 10), "year": ("month", 12)}.get(unit, ("day", 0))
    if not size:
        raise Unplaced
    when = calendar.shift(setting.today, smaller, -size * (number or 0) - size // 2)
    if unit == "century":
        return _resolved(_some_decades(when, when, "decade"), "decade")
    return _resolved(calendar.unit(smaller, when), smaller)


# ---------------------------------------------------------------- counted from the time told before


def _shifted(distance: Plain, anchor: Interval, sign: int, basis: Basis = Basis.RESOLVED) -> Interval:
    """So many units before or after a time, in whole units."""
    unit, (least, most) = distance.word("unit"), _bounds(distance)
    edge = anchor.start if sign < 0 else anchor.end
    ends = sorted(calendar.shift(edge, unit, sign * count) for count in (least, most))
    if anchor.precision in ("day", "week") and unit in ("hour", "minute", "day", "week"):
        return Interval(ends[0], ends[1], "day" if least == most else "period", basis)
    days = Days(calendar.unit(unit, ends[0]).start, calendar.unit(unit, ends[1]).end)
    return Interval(days.start, days.end, _unit_precision(unit) if least == most else "period", basis)


def counted_from(phrase: Phrase, told: Interval) -> Interval | None:
    """When that happened from which words count to ``told``: "two days after the vote" to Monday, "before" from it."""
    if not isinstance(phrase, Plain) or phrase.means != "from_that":
        return None
    try:
        return _shifted(phrase, told, -phrase.number("sign"), told.basis)
    except (Unplaced, ValueError, OverflowError):
        return None


def _from_told(plain: Plain, setting: Setting) -> Interval:
    """ "two days later", "a week earlier"."""
    if plain.word("unit") in ("hour", "minute", "day", "week") and setting.told.precision not in ("day", "week"):
        raise Unplaced
    return _shifted(plain, setting.told, plain.number("sign"))


def _neighbour(plain: Plain, setting: Setting) -> Interval:
    """ "the next day", "the previous year"."""
    unit, sign, told = plain.word("unit"), plain.number("neighbour"), setting.told
    if unit in ("hour", "minute", "day") and told.precision != "day":
        raise Unplaced
    edge = told.start if sign < 0 else told.end
    return _resolved(calendar.unit(unit, calendar.shift(edge, unit, sign)), _unit_precision(unit))


def _same(plain: Plain, setting: Setting) -> Interval:
    """ "the same day", "that year": the unit that holds the time told before."""
    whole = calendar.unit(plain.word("unit"), setting.told.start)
    if not whole.start <= setting.told.end <= whole.end:
        raise Unplaced
    return _resolved(whole, _unit_precision(plain.word("unit")))


def _unplaced(plain: Plain, setting: Setting) -> Interval:
    raise Unplaced


_Placing: TypeAlias = Callable[[Plain, Setting], Interval]
_PLAIN: Mapping[str, _Placing] = {
    **dict.fromkeys(_AT, _yearly_plain),
    "season": _season,
    "slashed": _slashed,
    "named": _named,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "century": _century,
    "weekday": _weekday,
    "dayword": _dayword,
    "last_night": _last_night,
    "overnight": _overnight,
    "deictic": _deictic,
    "day_of_month": _day_of_month,
    "day_alone": _day_alone,
    "weekend": _weekend,
    "deictic_month": _deictic_month,
    "deictic_season": _deictic_season,
    "past": _past,
    "coming": _coming,
    "recent_units": _recent_units,
    "coming_units": _coming_units,
    "recent": _recent,
    "ago": _ago,
    "half_ago": _half_ago,
    "from_told": _from_told,
    "neighbour": _neighbour,
    "same": _same,
    "from_that": _unplaced,
    "not_placed": _unplaced,
    "duration": _unplaced,
}


# ---------------------------------------------------------------- one time in, before or after another


def _within(phrase: Within, setting: Setting) -> Interval:
    """ "March of last year", "Tuesday last week"."""
    outer, inner = _resolve(phrase.outer, setting), phrase.inner
    if inner.means == "weekday":
        when = outer.start + timedelta(days=inner.number("weekday"))
        return _resolved(calendar.day(when), "day")
    days = _AT[inner.means](inner, outer.start.year)
    return _resolved(days, _PRECISION.get(inner.means, "period"))


def _stretch(phrase: Stretch, setting: Setting) -> Interval:
    """From the start of one to the end of the other; either may lend the other its year."""
    if leans(phrase.last) and not leans(phrase.first):
        first = _resolve(phrase.first, setting)
        last = _resolve(phrase.last, replace(setting, published=first.start, near=None, forward=True))
        lender = first
    else:
        last = _resolve(phrase.last, setting)
        hosted = replace(setting, published=last.start, near=None, forward=False)
        first = _resolve(phrase.first, hosted if leans(phrase.first) else setting)
        lender = last if leans(phrase.first) else first
    stated = lender.basis is Basis.STATED and Basis.RESOLVED not in _own_bases(phrase, first, last)
    return Interval(first.start, last.end, "period", Basis.STATED if stated else Basis.RESOLVED)


def _own_bases(phrase: Stretch, first: Interval, last: Interval) -> set[Basis]:
    """The bases of those ends that stand by themselves."""
    return {i.basis for p, i in ((phrase.first, first), (phrase.last, last)) if not leans(p)}


# ---------------------------------------------------------------- bent by the words left of it


def _part(bent: Bent, whole: Interval, setting: Setting) -> Interval:
    """ "early" is the first third; of a day the whole."""
    if whole.precision == "day":
        return whole
    days = calendar.part(Days(whole.start, whole.end), bent.value, bent.of)
    return Interval(days.start, days.end, "period", whole.basis)


def _elapsed(bent: Bent, whole: Interval, setting: Setting) -> Interval:
    """ "earlier this week": up to the report."""
    today = setting.published
    if whole.precision == "day" or today is None or not whole.start <= today < whole.end:
        return whole
    return Interval(whole.start, today, "period", Basis.RESOLVED)


def _remaining(bent: Bent, whole: Interval, setting: Setting) -> Interval:
    """ "later this month": from the report on."""
    today = setting.published
    if whole.precision == "day" or today is None or not whole.start < today <= whole.end:
        return whole
    return Interval(today, whole.end, "period", Basis.RESOLVED)


def _since(bent: Bent, whole: Interval, setting: Setting) -> Interval:
    """From its start up to the report."""
    if whole.start > setting.today:
        raise Unplaced
    return Interval(whole.start, setting.today, whole.precision, Basis.RESOLVED)


def _deadline(bent: Bent, whole: Interval, setting: Setting) -> Interval:
    """ "by the end of the year": from the report to then; of a time gone by the time itself."""
    if setting.published is None or whole.end <= setting.published:
        return whole
    return Interval(setting.published, whole.end, "period", Basis.RESOLVED)


def _after(bent: Bent, whole: Interval, setting: Setting) -> Interval:
    """ "after January 2018": from the day after up to the report."""
    start = whole.end + timedelta(days=1)
    if start > setting.today:
        raise Unplaced
    return Interval(start, setting.today, "period", Basis.RESOLVED)


def _before(bent: Bent, whole: Interval, setting: Setting) -> Interval:
    """ "before Friday", of a day to come: from the report on; of one gone by the start is unknown."""
    if whole.start <= setting.today:
        raise Unplaced
    return Interval(setting.today, whole.start - timedelta(days=1), "period", Basis.RESOLVED)


def _near(bent: Bent, whole: Interval, setting: Setting) -> Interval:
    """ "shortly after Christmas": nothing tells how shortly."""
    return whole


def _eve(bent: Bent, whole: Interval, setting: Setting) -> Interval:
    eve = calendar.day(whole.start - timedelta(days=1))
    return Interval(eve.start, eve.end, "day", whole.basis)


_Bending: TypeAlias = Callable[[Bent, Interval, Setting], Interval]
_BENT: Mapping[str, _Bending] = {
    "part": _part,
    "half": _part,
    "elapsed": _elapsed,
    "remaining": _remaining,
    "since": _since,
    "deadline": _deadline,
    "after": _after,
    "before": _before,
    "near": _near,
    "eve": _eve,
}
