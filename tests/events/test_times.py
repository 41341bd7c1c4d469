"""Rows of (text, published, times); a time is written "quote | from..to | precision basis"."""

from __future__ import annotations

from datetime import date

import pytest

from communique.events.times import TimeWords, find_times, towards_future
from communique.model.span import Span
from communique.model.time import TimeExpression
from tests.events.times_notation import WORDS, shown, told

MON = "2023-04-03"  # a Monday
THU = "2020-01-16"  # a Thursday

ROWS: list[tuple[str, str | None, list[str]]] = [
    # -- weekdays: the latest up to and with the report's day
    ("The envoys met on Monday.", MON, ["Monday | 2023-04-03 | day resolved"]),  # the report's own day counts
    ("The envoys met on Tuesday.", MON, ["Tuesday | 2023-03-28 | day resolved"]),  # else the week before
    ("He left Sunday for Oslo.", MON, ["Sunday | 2023-04-02 | day resolved"]),  # no preposition, as agencies write
    ("The envoys met on Monday.", None, ["Monday | none"]),  # nothing to resolve against: never guessed
    ("Shots rang out Friday night.", MON, ["Friday night | 2023-03-31 | day resolved"]),  # part of day in the quote
    ("It fell late Monday.", MON, ["late Monday | 2023-04-03 | day resolved"]),  # "late" of a day is that day
    ("It came early on Sunday.", MON, ["early on Sunday | 2023-04-02 | day resolved"]),  # operator with a preposition
    ("Tuesday's attack killed two.", MON, ["Tuesday | 2023-03-28 | day resolved"]),  # possessive
    ("Tuesday’s attack killed two.", MON, ["Tuesday | 2023-03-28 | day resolved"]),  # the same, curly
    ("Talks open next Friday.", MON, ["next Friday | 2023-04-07 | day resolved"]),  # told to be ahead
    ("They spoke last Friday.", MON, ["last Friday | 2023-03-31 | day resolved"]),  # told to be past
    ("They spoke last Monday.", MON, ["last Monday | 2023-03-27 | day resolved"]),  # "last" is never today
    ("They meet this Friday.", MON, ["this Friday | 2023-04-07 | day resolved"]),  # within the report's week
    ("They met Tuesday last week.", THU, ["Tuesday last week | 2020-01-07 | day resolved"]),  # weekday in a week
    ("They met on Tuesday of this week.", THU, ["Tuesday of this week | 2020-01-14 | day resolved"]),  # with "of"
    ("It began at 1:30 a.m. Wednesday.", THU, ["1:30 a.m. Wednesday | 2020-01-15 | day resolved"]),  # clock left
    ("It began Wednesday at 6 p.m. local time.", THU, ["Wednesday at 6 p.m. local time | 2020-01-15 | day resolved"]),
    ("From Monday to Tuesday they met.", THU, ["From Monday to Tuesday | 2020-01-13..2020-01-14 | period resolved"]),
    ("TUESDAY brought rain.", THU, ["TUESDAY | 2020-01-14 | day resolved"]),  # headline capitals
    # -- dates with their year
    ("Signed on April 5, 2021, in Baku.", MON, ["April 5, 2021 | 2021-04-05 | day stated"]),  # American order
    ("Signed on 1 April 2021.", None, ["1 April 2021 | 2021-04-01 | day stated"]),  # British; needs no report
    ("Signed on Jan 8, 2020.", None, ["Jan 8, 2020 | 2020-01-08 | day stated"]),  # month cut short
    ("Signed on Sept. 3, 2019.", None, ["Sept. 3, 2019 | 2019-09-03 | day stated"]),  # the same with a stop
    ("Signed on March 3rd, 1992.", None, ["March 3rd, 1992 | 1992-03-03 | day stated"]),  # figures with an ending
    ("Signed on the 21st of June, 2018.", None, ["21st of June, 2018 | 2018-06-21 | day stated"]),  # with "of"
    ("Signed on the twenty-first of June 2018.", None, ["twenty-first of June 2018 | 2018-06-21 | day stated"]),
    ("Signed 2020-11-10.", None, ["2020-11-10 | 2020-11-10 | day stated"]),  # ISO
    ("Signed 2020-02-30.", MON, ["2020-02-30 | none"]),  # no such day: unknown, the words kept
    ("Signed on February 30, 2020.", MON, ["February 30, 2020 | none"]),  # the same in words
    ("Signed 10/11/2020.", MON, ["10/11/2020 | none"]),  # two readings tie
    ("Signed 25/11/2020.", MON, ["25/11/2020 | 2020-11-25 | day stated"]),  # only day first is a date
    ("Signed 11/25/2020.", MON, ["11/25/2020 | 2020-11-25 | day stated"]),  # only month first is a date
    ("Signed 11/11/2020.", MON, ["11/11/2020 | 2020-11-11 | day stated"]),  # both say the same
    ("Signed 10.11.2020.", MON, ["10.11.2020 | 2020-11-10 | day stated"]),  # with stops the day is first
    ("Signed on Wednesday, 8 January 2020.", MON, ["Wednesday, 8 January 2020 | 2020-01-08 | day stated"]),  # weekday
    ("Signed Thursday, Jan. 8, 2020.", MON, ["Thursday, Jan. 8, 2020 | 2020-01-08 | day stated"]),  # date wins
    ("Signed on Sat 4 January 2020.", MON, ["Sat 4 January 2020 | 2020-01-04 | day stated"]),  # short weekday by a date
    # -- dates without their year
    ("Earlier on April 1, they met.", "2021-04-01", ["Earlier on April 1 | 2021-04-01 | day resolved"]),  # report's day
    ("They met on Nov. 9.", "2021-01-30", ["Nov. 9 | 2020-11-09 | day resolved"]),  # the year before
    ("They met on the 5th of May.", THU, ["5th of May | 2019-05-05 | day resolved"]),  # "May" as a month
    ("They met on the fifth of May.", THU, ["fifth of May | 2019-05-05 | day resolved"]),  # day in words
    ("The vote is on April 20.", MON, ["April 20 | 2023-04-20 | day resolved"]),  # just ahead, not a year back
    ("The vote was on October 20.", MON, ["October 20 | 2022-10-20 | day resolved"]),  # half a year ahead: back
    ("They met on November 10.", None, ["November 10 | none"]),  # no year anywhere
    ("They met on February 29.", MON, ["February 29 | 2020-02-29 | day resolved"]),  # the latest that exists
    ("It came on Wednesday, January 8.", "2020-01-07", ["Wednesday, January 8 | 2020-01-08 | day resolved"]),  # ahead
    ("They met on Nov. 10 last year.", MON, ["Nov. 10 last year | 2022-11-10 | day resolved"]),  # year from outside
    (
        "The truce of November 9, 2015 held. They met again on November 12.",
        MON,
        ["November 9, 2015 | 2015-11-09 | day stated", "November 12 | 2015-11-12 | day resolved"],
    ),  # an earlier date lends its year to one soon after it
    (
        "The truce of March 9, 2015 held. They met again on November 12.",
        MON,
        ["March 9, 2015 | 2015-03-09 | day stated", "November 12 | 2022-11-12 | day resolved"],
    ),  # but not to one much later
    (
        "The pact of July 2022 took long. The Senate passed it in February. Chad ratified it on September 12.",
        "2023-11-02",
        [
            "July 2022 | 2022-07-01..2022-07-31 | month stated",
            "February | 2023-02-01..2023-02-28 | month resolved",
            "September 12 | 2023-09-12 | day resolved",
        ],
    ),  # nor once another month has left that year
    (
        "In 1999 the war began on March 24.",
        MON,
        ["1999 | 1999-01-01..1999-12-31 | year stated", "March 24 | 1999-03-24 | day resolved"],
    ),  # a year told in the same sentence
    (
        "War broke out on July 20, 1974. On August 14 it went on.",
        None,
        ["July 20, 1974 | 1974-07-20 | day stated", "August 14 | 1974-08-14 | day resolved"],
    ),  # without a publication date too
    # -- stretches of days
    ("Talks ran June 4-6, 2018.", None, ["June 4-6, 2018 | 2018-06-04..2018-06-06 | period stated"]),  # hyphen
    ("Talks ran 4–6 June 2018.", None, ["4–6 June 2018 | 2018-06-04..2018-06-06 | period stated"]),  # dash
    ("Talks ran on June 4 and 5.", "2018-06-07", ["June 4 and 5 | 2018-06-04..2018-06-05 | period resolved"]),  # "and"
    (
        "It ran from September 27 to November 10, 2020.",
        None,
        ["from September 27 to November 10, 2020 | 2020-09-27..2020-11-10 | period stated"],
    ),  # the end lends its year
    (
        "It ran from December 20 to January 5, 2020.",
        None,
        ["from December 20 to January 5, 2020 | 2019-12-20..2020-01-05 | period stated"],
    ),  # over the new year
    (
        "It ran from September 27, 2020 to November 10.",
        None,
        ["from September 27, 2020 to November 10 | 2020-09-27..2020-11-10 | period stated"],
    ),  # the start lends its year
    (
        "It ran between January 30 and February 2.",
        MON,
        ["between January 30 and February 2 | 2023-01-30..2023-02-02 | period resolved"],
    ),  # both from the report
    # -- months
    ("Fighting broke out in February 1988.", MON, ["February 1988 | 1988-02-01..1988-02-29 | month stated"]),
    ("The quakes came in January.", MON, ["January | 2023-01-01..2023-01-31 | month resolved"]),  # latest begun
    ("They trained in April.", MON, ["April | 2023-04-01..2023-04-30 | month resolved"]),  # the current month
    ("They trained in May.", MON, ["May | 2022-05-01..2022-05-31 | month resolved"]),  # May with a cue
    ("They trained in March.", MON, ["March | 2023-03-01..2023-03-31 | month resolved"]),  # March with a cue
    ("aid after the February earthquakes", MON, ["February | 2023-02-01..2023-02-28 | month resolved"]),  # adjective
    ("In early February they left.", "2021-04-01", ["early February | 2021-02-01..2021-02-10 | period resolved"]),
    ("In mid-February they left.", "2021-04-01", ["mid-February | 2021-02-11..2021-02-20 | period resolved"]),
    ("In late February they left.", "2021-04-01", ["late February | 2021-02-21..2021-02-28 | period resolved"]),
    ("At the end of May 2020 it ended.", None, ["end of May 2020 | 2020-05-21..2020-05-31 | period stated"]),  # = late
    ("In the first week of June 2019.", None, ["first week of June 2019 | 2019-06-01..2019-06-07 | period stated"]),
    ("In the first half of May 2019.", None, ["first half of May 2019 | 2019-05-01..2019-05-15 | period stated"]),
    ("They left last month.", MON, ["last month | 2023-03-01..2023-03-31 | month resolved"]),
    ("They left last November.", MON, ["last November | 2022-11-01..2022-11-30 | month resolved"]),
    ("They leave next March.", MON, ["next March | 2024-03-01..2024-03-31 | month resolved"]),
    ("It passed in March of last year.", MON, ["March of last year | 2022-03-01..2022-03-31 | month resolved"]),
    ("From March to May 2019 it held.", None, ["From March to May 2019 | 2019-03-01..2019-05-31 | period stated"]),
    ("Earlier this month he fled.", MON, ["Earlier this month | 2023-04-01..2023-04-03 | period resolved"]),  # so far
    ("Later this month he returns.", MON, ["Later this month | 2023-04-03..2023-04-30 | period resolved"]),  # from now
    # -- days of a month that is not named
    ("It came on the 3rd of this month.", MON, ["3rd of this month | 2023-04-03..2023-04-03 | day resolved"]),
    (
        "It came on the fifth day of last month.",
        MON,
        ["fifth day of last month | 2023-03-05..2023-03-05 | day resolved"],
    ),
    ("On the 30th, they left.", MON, ["30th | 2023-03-30..2023-03-30 | day resolved"]),  # the last one
    ("He lives on the 14th floor.", MON, []),
    # -- weeks
    ("Aid arrives this week.", "2014-09-16", ["this week | 2014-09-15..2014-09-21 | week resolved"]),  # Monday first
    ("He was killed last week.", "2020-01-07", ["last week | 2019-12-30..2020-01-05 | week resolved"]),
    ("They meet next week.", MON, ["next week | 2023-04-10..2023-04-16 | week resolved"]),
    ("Earlier this week he fled.", THU, ["Earlier this week | 2020-01-13..2020-01-16 | period resolved"]),
    ("Over the weekend it rained.", MON, ["weekend | 2023-04-01..2023-04-02 | period resolved"]),  # the latest
    ("Last weekend it rained.", "2023-04-02", ["Last weekend | 2023-03-25..2023-03-26 | period resolved"]),  # not this
    # -- seasons
    ("In spring 2024 they struck.", None, ["spring 2024 | 2024-03-01..2024-05-31 | season stated"]),
    ("In the summer of 2016 they struck.", None, ["summer of 2016 | 2016-06-01..2016-08-31 | season stated"]),
    ("They struck last summer.", MON, ["last summer | 2022-06-01..2022-08-31 | season resolved"]),
    ("In the autumn they struck.", MON, ["autumn | 2022-09-01..2022-11-30 | season resolved"]),  # latest begun
    ("In the winter of 2019 they struck.", MON, ["winter of 2019 | none"]),  # which end of 2019? a tie
    ("the winter of 2019-20", None, ["winter of 2019-20 | 2019-12-01..2020-02-29 | season stated"]),  # both ends told
    # -- years and longer
    ("It was signed in 2017.", MON, ["2017 | 2017-01-01..2017-12-31 | year stated"]),
    ("the year 2000", MON, ["year 2000 | 2000-01-01..2000-12-31 | year stated"]),
    ("the 2015 nuclear deal", MON, ["2015 | 2015-01-01..2015-12-31 | year stated"]),  # adjective
    ("the failed 2016 coup", MON, ["2016 | 2016-01-01..2016-12-31 | year stated"]),  # behind another adjective
    (
        "Elections in 2016 and 2017.",
        MON,
        ["2016 | 2016-01-01..2016-12-31 | year stated", "2017 | 2017-01-01..2017-12-31 | year stated"],
    ),  # a list
    ("the Lusaka Protocol (1994)", MON, ["1994 | 1994-01-01..1994-12-31 | year stated"]),  # in brackets
    ("He took office in early 2018.", None, ["early 2018 | 2018-01-01..2018-04-30 | period stated"]),  # thirds
    ("He took office in mid-2018.", None, ["mid-2018 | 2018-05-01..2018-08-31 | period stated"]),
    ("He took office in late 2018.", None, ["late 2018 | 2018-09-01..2018-12-31 | period stated"]),
    ("In the first half of 2018 it fell.", None, ["first half of 2018 | 2018-01-01..2018-06-30 | period stated"]),
    ("In the third quarter of 2018.", None, ["third quarter of 2018 | 2018-07-01..2018-09-30 | period stated"]),
    ("It has been held since 1991.", MON, ["since 1991 | 1991-01-01..2023-04-03 | year resolved"]),  # up to the report
    ("It has been held since 1991.", None, ["since 1991 | none"]),  # one bound told, the other not
    ("Between 2015 and 2018 it rose.", None, ["Between 2015 and 2018 | 2015-01-01..2018-12-31 | period stated"]),
    ("In 1992-1994 it rose.", None, ["1992-1994 | 1992-01-01..1994-12-31 | period stated"]),
    ("In 1992–94 it rose.", None, ["1992–94 | 1992-01-01..1994-12-31 | period stated"]),  # two figures for the end
    ("From 2004 through 2011 it rose.", None, ["From 2004 through 2011 | 2004-01-01..2011-12-31 | period stated"]),
    ("It fell last year.", MON, ["last year | 2022-01-01..2022-12-31 | year resolved"]),
    ("It will fall next year.", MON, ["next year | 2024-01-01..2024-12-31 | year resolved"]),
    ("It fell late last year.", MON, ["late last year | 2022-09-01..2022-12-31 | period resolved"]),
    ("It fell earlier this year.", MON, ["earlier this year | 2023-01-01..2023-04-03 | period resolved"]),
    ("the wars of the 1990s", MON, ["1990s | 1990-01-01..1999-12-31 | decade stated"]),
    ("the late 1990s", None, ["late 1990s | 1997-01-01..1999-12-31 | period stated"]),  # thirds in whole years
    ("back in the 90s", MON, ["90s | 1990-01-01..1999-12-31 | decade resolved"]),  # the century is the report's guess
    ("in the 19th century", MON, ["19th century | 1801-01-01..1900-12-31 | period stated"]),
    ("in the twentieth century", MON, ["twentieth century | 1901-01-01..2000-12-31 | period stated"]),
    ("in 1445 AH", MON, ["1445 AH | none"]),  # another calendar is never a year of ours
    # -- day words
    ("They met today.", MON, ["today | 2023-04-03 | day resolved"]),
    ("They met yesterday.", MON, ["yesterday | 2023-04-02 | day resolved"]),
    ("They meet tomorrow morning.", MON, ["tomorrow morning | 2023-04-04 | day resolved"]),
    ("They meet tonight.", MON, ["tonight | 2023-04-03 | day resolved"]),
    ("They met this morning.", MON, ["this morning | 2023-04-03 | day resolved"]),
    ("They met last night.", MON, ["last night | 2023-04-02 | day resolved"]),
    ("Shells fell overnight.", MON, ["overnight | 2023-04-02..2023-04-03 | period resolved"]),  # two days
    (
        "It was signed on Saturday. He came the day before by boat.",
        MON,
        ["Saturday | 2023-04-01 | day resolved", "day before | 2023-03-31 | day resolved"],
    ),
    ("He came the day before the vote.", MON, ["day before | none"]),  # counted from an event
    ("They met the day before yesterday.", MON, ["day before yesterday | 2023-04-01 | day resolved"]),
    ("They met yesterday.", None, ["yesterday | none"]),
    # -- counted from the report
    ("They met two days ago.", MON, ["two days ago | 2023-04-01 | day resolved"]),
    ("They met three years ago.", MON, ["three years ago | 2020-01-01..2020-12-31 | year resolved"]),  # the whole year
    ("They met 2 months ago.", MON, ["2 months ago | 2023-02-01..2023-02-28 | month resolved"]),
    ("They met a week ago.", MON, ["a week ago | 2023-03-27..2023-04-02 | week resolved"]),
    ("They met a few days ago.", MON, ["a few days ago | 2023-03-29..2023-04-01 | period resolved"]),  # 2 to 5
    ("They met two or three weeks ago.", MON, ["two or three weeks ago | 2023-03-13..2023-03-26 | period resolved"]),
    ("They met a decade ago.", MON, ["a decade ago | 2008-01-01..2017-12-31 | decade resolved"]),  # around that year
    ("They met years ago.", MON, ["years ago | none"]),  # how many?
    ("in the past three years", MON, ["past three years | 2020-04-03..2023-04-03 | period resolved"]),
    ("in the last 48 hours", MON, ["last 48 hours | 2023-04-01..2023-04-03 | period resolved"]),
    ("in the past week", MON, ["past week | 2023-03-27..2023-04-03 | period resolved"]),
    ("in the last week", MON, ["last week | 2023-03-27..2023-04-03 | period resolved"]),  # with "the": seven days
    ("in recent weeks", MON, ["recent weeks | 2023-02-06..2023-04-03 | period resolved"]),
    ("They recently met.", MON, ["recently | 2023-01-01..2023-04-03 | period resolved"]),  # the annotation guide
    ("his recent meeting with her", MON, ["recent | 2023-01-01..2023-04-03 | period resolved"]),
    ("the most recent meeting", MON, []),  # a superlative tells no time
    ("over the next two weeks", MON, ["next two weeks | 2023-04-03..2023-04-17 | period resolved"]),
    ("by the end of the year", MON, ["by the end of the year | 2023-04-03..2023-12-31 | period resolved"]),  # a term
    ("by the end of 2024", MON, ["by the end of 2024 | 2023-04-03..2024-12-31 | period resolved"]),
    ("by 1994 they held it", MON, ["by 1994 | 1994-01-01..1994-12-31 | year stated"]),  # a term gone by
    ("after January 2023, he said", MON, ["after January 2023 | 2023-02-01..2023-04-03 | period resolved"]),
    ("after the 2003 war", MON, ["2003 | 2003-01-01..2003-12-31 | year stated"]),  # the war is what it is after
    ("before 2003, he said", MON, ["before 2003 | none"]),  # since when?
    ("visited shortly after Christmas 2018", MON, ["shortly after Christmas 2018 | 2018-12-25 | day stated"]),
    ("the 9/11 attacks", MON, ["9/11 | 2001-09-11 | day stated"]),  # a name that is a date
    # -- counted from the time told before
    (
        "Signed April 5, 2021. A day earlier they met.",
        None,
        ["April 5, 2021 | 2021-04-05 | day stated", "A day earlier | 2021-04-04 | day resolved"],
    ),
    (
        "Signed April 5, 2021. The next day they met.",
        None,
        ["April 5, 2021 | 2021-04-05 | day stated", "next day | 2021-04-06 | day resolved"],
    ),
    (
        "Signed April 5, 2021, and the same day ratified.",
        None,
        ["April 5, 2021 | 2021-04-05 | day stated", "same day | 2021-04-05 | day resolved"],
    ),
    (
        "Signed in 2017. The previous year it failed.",
        None,
        ["2017 | 2017-01-01..2017-12-31 | year stated", "previous year | 2016-01-01..2016-12-31 | year resolved"],
    ),
    (
        "Signed in 2017. Two days later it failed.",
        None,
        ["2017 | 2017-01-01..2017-12-31 | year stated", "Two days later | none"],
    ),  # two days after a year?
    ("Two years later it failed.", MON, ["Two years later | none"]),  # later than what?
    ("two days after April 1, 2021", None, ["two days after April 1, 2021 | 2021-04-03 | day stated"]),
    ("on the eve of January 5, 2021", None, ["eve of January 5, 2021 | 2021-01-04 | day stated"]),
    ("on the eve of the vote", MON, ["eve of | none"]),  # when was the vote?
    ("a day after the embassy warned them", MON, ["a day after | none"]),  # counted from an event
    # -- durations
    ("a 44-day war", MON, ["44-day | duration"]),
    ("the 4-month course", MON, ["4-month | duration"]),
    ("held for three decades", MON, ["three decades | duration"]),
    ("within 60 days", MON, ["60 days | duration"]),
    ("for half a century", MON, ["half a century | duration"]),
    ("twenty-five years of war", MON, ["twenty-five years | duration"]),
    ("two and a half years of war", MON, ["two and a half years | duration"]),
    # -- what looks like a time and is none
    ("Prime Minister May said it may rain.", MON, []),  # surname and verb
    ("Mrs May's deal failed.", MON, []),  # surname, possessive
    ("In May's absence they spoke.", MON, []),  # surname behind a month's preposition
    ("They march on the palace in the March for Peace.", MON, []),  # verb and noun
    ("an august body of men", MON, []),  # adjective
    ("He sat down. Sat beside him was his son.", MON, []),  # not Saturday
    ("The second man came second.", MON, []),  # not a span of time
    ("April Okoye and June Lind spoke.", MON, []),  # first names
    ("Some 1,200 men and 2000 soldiers left.", MON, []),  # counts
    ("In 2000 villages there was no water.", MON, []),  # a count behind a year's preposition
    ("Resolution 2231 and Article 51 apply.", MON, []),  # numbers of documents
    ("A B-52 and two Su-30s flew with an S-400.", MON, []),  # equipment
    ("The 44-year-old and a man aged 20 were hurt.", MON, []),  # ages
    ("a woman in her 60s", MON, []),  # an age by decades
    ("He is 51 years old.", MON, []),  # an age in words
    ("With 2020 vision you see it.", MON, []),  # eyesight
    ("Call 555-2019 or +44 20 7946 2015.", MON, []),  # telephone
    ("It cost $2015 or €1999.", MON, []),  # money
    ("He told the Sunday Times so.", MON, []),  # a newspaper
    ("Black September claimed it.", MON, []),  # a group
    ("They fought in the Patriotic War.", MON, []),  # a war's name
    ("The Good Friday Agreement holds.", MON, []),  # a treaty's name
    ("The Arab Spring came.", MON, []),  # a movement's name
    ("One day they will return.", MON, []),  # some day
    ("They pray on Fridays.", MON, []),  # a habit
    ("They meet every Friday.", MON, []),  # a habit in the singular
    ("The score was 14-11 and 24/7.", MON, []),  # figures with signs
    ("Vision 2030 and Agenda 2063 are plans.", MON, []),  # names with years
    ("since the fall of Mosul", MON, []),  # not autumn
]


@pytest.mark.parametrize(("text", "published", "expected"), ROWS)
def test_finds_times(text: str, published: str | None, expected: list[str]) -> None:
    assert shown(text, published) == [told(row) for row in expected]


AHEAD: list[tuple[str, str, str]] = [
    ("He will leave on Monday.", MON, "Monday | 2023-04-03 | day resolved"),  # today still counts
    ("He will leave on Friday.", MON, "Friday | 2023-04-07 | day resolved"),
    ("He will leave by Friday.", MON, "by Friday | 2023-04-03..2023-04-07 | period resolved"),
    ("He will leave in March.", MON, "March | 2024-03-01..2024-03-31 | month resolved"),
    ("He will leave in April.", MON, "April | 2023-04-01..2023-04-30 | month resolved"),
    ("He will leave on Oct. 1.", MON, "Oct. 1 | 2023-10-01 | day resolved"),
    ("He will leave in the autumn.", MON, "autumn | 2023-09-01..2023-11-30 | season resolved"),
    ("He will leave at the weekend.", MON, "weekend | 2023-04-08..2023-04-09 | period resolved"),
    ("He left on April 5, 2021.", MON, "April 5, 2021 | 2021-04-05 | day stated"),  # no other reading
    ("He left yesterday.", MON, "yesterday | 2023-04-02 | day resolved"),  # no other reading
    ("Two days later he will leave.", MON, "Two days later | none"),  # nothing to count from
]


@pytest.mark.parametrize(("text", "published", "expected"), AHEAD)
def test_reads_towards_the_future(text: str, published: str, expected: str) -> None:
    day = date.fromisoformat(published)
    (time,) = find_times(text, [Span(0, len(text))], day, WORDS)
    ahead = towards_future(time, text, day, WORDS)
    assert shown(text, published, [ahead]) == [told(expected)]


@pytest.mark.parametrize(
    ("text", "published", "other"),
    [
        ("They met on Sunday, two days after the vote in Fiji.", MON, "2023-03-31..2023-03-31 resolved"),
        ("They met on Sunday, a week before the vote in Fiji.", MON, "2023-04-09..2023-04-09 resolved"),
        ("The arrest came two days after the vote in Fiji.", MON, "2023-03-31..2023-03-31 inferred"),
        ("Two months after the vote in Fiji all is quiet.", MON, "2023-02-01..2023-02-28 inferred"),
        ("They met in March, two days after the vote in Fiji.", MON, None),  # a month has no day to count from
        ("The arrest came two days after the vote in Fiji.", None, None),
        ("They met on Sunday, two days later.", MON, None),  # counts from what was told before
    ],
)
def test_when_that_happened_from_which_words_count(text: str, published: str | None, other: str | None) -> None:
    day = date.fromisoformat(published) if published else None
    found = [t.other for t in find_times(text, [Span(0, len(text))], day, WORDS) if t.other]
    assert [f"{t.start}..{t.end} {t.basis}" for t in found] == ([other] if other else [])


def test_two_months_in_a_row_are_one_time() -> None:
    assert shown("They fought in January and February 1995.", MON) == [
        told("January and February 1995 | 1995-01-01..1995-02-28 | period stated")
    ]


def test_a_sentence_ends_an_expression() -> None:
    text = "It was late. May 5 came"
    times = find_times(text, [Span(0, 12), Span(13, len(text))], date(2023, 4, 3), WORDS)
    assert [t.span.quote(text) for t in times] == ["May 5"]


def test_no_words_no_times() -> None:
    assert find_times("", [], None, WORDS) == ()
    assert isinstance(WORDS, TimeWords)


def test_expressions_are_values() -> None:
    once, again = (find_times("on Monday", [Span(0, 9)], date(2023, 4, 3), WORDS) for _ in range(2))
    assert once == again
    assert isinstance(once[0], TimeExpression)
