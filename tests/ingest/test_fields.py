"""Title, outlet, service, byline, day and place: one row for each form in which reports tell them."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.ingest import Given, Material, compose, load_clutter
from communique.ingest.dateline import place_value, read_dateline
from communique.ingest.dates import find_dates, parse_day
from communique.model.report import Report
from communique.model.span import Span

CLUTTER = load_clutter(Path(__file__).parents[2] / "src/communique/data/en/clutter.toml")
STORY = (
    "The trade minister met his counterpart from the north for two hours and said that they had agreed on a bridge.\n\n"
    "He told reporters that the work would begin within the year and that the two sides would share the cost of it."
)


def report_of(text: str, name: str = "r", given: Given | None = None) -> Report:
    outcome = compose(Material(name, f"{name}.txt", "", text, given or Given()), CLUTTER)
    assert outcome.report is not None, outcome
    return outcome.report


HEADS = [
    # the commonest head of collections: title, then outlet, authors and day between bars
    ("Ministers agree on bridge\nRiver Post | Ana Lund, Bo Ek | 2018-05-04\n\n{s}",
     {"title": "Ministers agree on bridge", "publisher": "River Post", "byline": "Ana Lund, Bo Ek",
      "published": "2018-05-04"}),
    # no author
    ("Ministers agree on bridge\nRiver Post | 2018-05-04\n\n{s}", {"publisher": "River Post", "byline": None}),
    # no day: nothing is invented
    ("Ministers agree on bridge\nRiver Post | Ana Lund\n\n{s}", {"byline": "Ana Lund", "published": None}),
    # the outlet alone below the title
    ("Ministers agree on bridge\nRiver Post\n\n{s}", {"publisher": "River Post", "title": "Ministers agree on bridge"}),
    # a title that asks is no sentence of the story
    ("Is the bridge agreed at last?\nRiver Post | 2018-05-04\n\n{s}", {"title": "Is the bridge agreed at last?"}),
    # a wire service as author is the agency and no person
    ("Ministers agree on bridge\nRiver Post | Reuters | 2018-05-04\n\n{s}", {"agency": "Reuters", "byline": None}),
    # an author field that says "By" first, day before outlet
    ("Ministers agree on bridge\nBy Ana Lund | 4 May 2018 | River Post\n\n{s}",
     {"byline": "Ana Lund", "publisher": "River Post", "published": "2018-05-04"}),
    # a reprint: the outlet line's day beats the reprinting site's
    ("---\n\n## **MINISTERS AGREE ON BRIDGE**\n\n-\n\n06.05.2018\n\n---\n\nRiverNews (4 May 2018)\n\n{s}",
     {"title": "MINISTERS AGREE ON BRIDGE", "publisher": "RiverNews", "published": "2018-05-04"}),
    # a date label that runs into the byline
    (" date 2018-05-04 By Ana Lund\n\n{s}", {"published": "2018-05-04", "byline": "Ana Lund", "title": None}),
    # a date label that runs into the story
    (" date 2018-05-04 {s}", {"published": "2018-05-04", "title": None}),
    # byline and day on lines of their own
    ("Ministers agree on bridge\nBy Ana Lund and Bo Ek\n4 May 2018\n\n{s}",
     {"byline": "Ana Lund, Bo Ek", "published": "2018-05-04"}),
    # a day with a time and zone
    ("Ministers agree on bridge\n\nPublished: May 4, 2018 10:22 AM GMT\n\n{s}", {"published": "2018-05-04"}),
    # a day at the end of a line of a letterhead
    ("OFFICE OF THE HARBOUR\nPress statement, 4 May 2018\n\nA BRIDGE\n\n{s}", {"published": "2018-05-04"}),
    # a day at the beginning of a line
    ("A bridge at last\n4 May 2018 - for the River Post\n\n{s}", {"published": "2018-05-04"}),
    # a town and a day before the first sentence
    ("OFFICE OF THE HARBOUR\n\nPort Ann, 4 May 2018. {s}", {"published": "2018-05-04"}),
    # a day that a headline tells of
    ("The bridge that was opened on 4 May 2018\n\n{s}", {"published": None}),
    # a source line names the outlet, here a wire service
    ("Ministers agree on bridge\n\nSource: Xinhua\n\n{s}", {"publisher": "Xinhua", "agency": "Xinhua"}),
    # a masthead in capitals with its motto
    ("RIVER COURIER\nThe voice of the delta\n\n**Ministers agree on bridge**\n\n{s}",
     {"publisher": "River Courier", "title": "Ministers agree on bridge"}),
    # a menu above, a standfirst below the headline
    ("All news\n\nMinisters agree on bridge\n\nThe two sides also spoke about ferries\n\n{s}",
     {"title": "Ministers agree on bridge"}),
    # dateline: place, day, service; the year is that of the date line near it
    ("Ministers agree on bridge\n\n05.05.2018\n\nOSLO, May 4. /TASS/. {s}",
     {"agency": "TASS", "publisher": "TASS", "dateline_place": "Oslo", "published": "2018-05-04"}),
    # the same without a date line: a full date of the past in the text tells the year
    ("OSLO, May 4. /TASS/. {s}\n\nThe first talks were held on April 20, 2018.", {"published": "2018-05-04"}),
    # no evidence of the year: unknown
    ("OSLO, May 4. /TASS/. {s}", {"published": None, "dateline_place": "Oslo"}),
    # a service cited by the lead; a year named alone has passed
    ("The bridge will be built, Azertag reported on May 4.\n\n{s}\n\nThe old bridge fell in 2017.",
     {"agency": "Azertag", "published": "2018-05-04", "publisher": None}),
    # a coming year is no evidence
    ("The bridge will be built, Azertag reported on May 4.\n\n{s}\n\nIt will open in 2025.", {"published": None}),
    # a service that was only told something relays nothing
    ("{s}\n\nA guard told The Associated Press that he had seen it.", {"agency": None}),
    # a quoted post of the week tells the day where nothing else does
    ("{s}\n\nOn Friday he was back.\n\nA good day. — Ana Lund (@analund) May 4, 2018", {"published": "2018-05-04"}),
    # the copyright line names the outlet
    ("{s}\n\n© 2018 River Post. All rights reserved.", {"publisher": "River Post"}),
    # a closing credit names the authors
    ("{s}\n\n(Reporting by Ana Lund in Oslo; editing by Bo Ek)", {"byline": "Ana Lund"}),
    # a dated address
    ("{s}\n\nhttps://river.example/2018/05/04/bridge", {"published": "2018-05-04"}),
    # an ambiguous 05/04/2018 tells no day
    ("Ministers agree on bridge\n\n05/04/2018\n\n{s}", {"published": None}),
    # "By" may begin a sentence
    ("By Monday the two ministers had met three times and said so to the press.\n\n{s}", {"byline": None}),
    # a masthead with the day below, the author's town behind the name
    ('THE KAMPALA SENTINEL\nThursday, 4 May 2017\n\nMinisters agree on bridge\nBy Grace Achieng in Gulu\n\n{s}',
     {"publisher": "The Kampala Sentinel", "title": "Ministers agree on bridge", "byline": "Grace Achieng",
      "published": "2017-05-04"}),
    # a path of sections above, a desk that signs nobody's name, a South Asian dateline
    ('Home » World » Asia\nMinisters agree on bridge\nDaily Ravi | Web Desk | May 4, 2017\n\nLAHORE: {s}',
     {"publisher": "Daily Ravi", "byline": None, "dateline_place": "Lahore"}),
    # two days: the first one told is that of publication; outlet and author alone below it
    ('MINISTERS AGREE ON BRIDGE\n'
     'Published 04 May 2017 18:20 IST | Updated 05 May 2017 09:10 IST\n'
     'Ananya Deshmukh\nThe Deccan Ledger\n\nHYDERABAD, MAY 4\n\n{s}',
     {"publisher": "The Deccan Ledger", "published": "2017-05-04", "byline": "Ananya Deshmukh",
      "title": "MINISTERS AGREE ON BRIDGE"}),
    # a letterhead of a state and its ministry, numbers between bars
    ('Kingdom of Norway\nMinistry of Transport\n'
     'Press release | No: 31/17 | Date: 04.05.2017\n\nMinisters agree on bridge\n\n{s}',
     {"publisher": "Ministry of Transport", "published": "2017-05-04", "title": "Ministers agree on bridge"}),
    # an outlet with its service, and a town with a day
    ('Ministers agree on bridge\n\nLa Gazette du Fleuve - English service\nDakar, May 4, 2017 - 14:30\n\n{s}',
     {"publisher": "La Gazette du Fleuve", "dateline_place": "Dakar", "published": "2017-05-04"}),
    # outlet and day above the title
    ('Correio do Zambeze, 4 May 2017\n\nMinisters agree on bridge\n\n{s}',
     {"publisher": "Correio do Zambeze", "title": "Ministers agree on bridge", "published": "2017-05-04"}),
    # the dateline signs with the outlet's initials: no other service
    ('Ministers agree on bridge\nDelta News Service (DNS), Thu 4 May 2017\n\nBASRA, May 4 (DNS) - {s}',
     {"publisher": "Delta News Service (DNS)", "dateline_place": "Basra", "agency": None, "published": "2017-05-04"}),
    # a section, a headline that asks, an author, an outlet between dots
    ('OPINION\n\nA bridge for whom?\n\nHelmi Aaltonen\nNordic Observer · 4 May 2017 · 5 min read\n\n{s}',
     {"publisher": "Nordic Observer", "byline": "Helmi Aaltonen", "title": "A bridge for whom?",
      "published": "2017-05-04"}),
    # a letterhead over a headline of one word
    ('Presidency of the Republic\nCommunications Unit\nNiamey, 4 May 2017\n\nCOMMUNIQUÉ\n\n{s}',
     {"publisher": "Presidency of the Republic", "published": "2017-05-04", "dateline_place": "Niamey"}),
    # a masthead between bars, the author in capitals
    ('THE STRAIT MAIL | Friday May 5, 2017 | 3\n\nMinisters agree on bridge\n\nBy LIM WEI JIE\nIn Johor Baru\n\n{s}',
     {"publisher": "The Strait Mail", "title": "Ministers agree on bridge", "published": "2017-05-05"}),
    # the outlet behind the author, a day that cannot be told, a town in small letters
    ('Ministers Agree on Bridge After Two Hours of Talks\n'
     'by Tamar Beridze | Tbilisi Morning | 04/05/2017 - 17:40\n\nTbilisi – {s}',
     {"publisher": "Tbilisi Morning", "byline": "Tamar Beridze", "dateline_place": "Tbilisi",
      "title": "Ministers Agree on Bridge After Two Hours of Talks"}),
    # a picture, a masthead, a motto
    ('[Photo: the bridge]\nEL FARO DEL SUR\nDiario independiente - Punta Arenas\n'
     '4 de mayo\n\nMinisters agree on bridge\n\n{s}',
     {"publisher": "El Faro del Sur", "title": "Ministers agree on bridge"}),
    # outlet, town and day above the title
    ('Island Sun (Honiara), 4 May 2017\nMinisters agree on bridge\nBY JOHN OMA\n\n{s}',
     {"publisher": "Island Sun (Honiara)", "byline": "John Oma", "published": "2017-05-04",
      "title": "Ministers agree on bridge"}),
    # countries and a section below the outlet, an author and a day
    ('DELTA HERALD\nChad / Security\n\nMinisters agree on bridge\n\nBy our Bol correspondent\n4 May 2017\n\nBOL — {s}',
     {"publisher": "Delta Herald", "title": "Ministers agree on bridge", "published": "2017-05-04"}),
    ('Ministers agree on bridge\nThe Quay Standard. Thursday, May 4, 2017. By Ada Roy, back from Bol\n\n{s}',
     {"publisher": "The Quay Standard", "byline": "Ada Roy", "published": "2017-05-04"}),
    # a town with its state, and a service in its brackets before the day
    ('Delta News\nMinisters agree on bridge\nN\'DJAMENA, Chad\n4 May 2017\n\n{s}',
     {"publisher": "Delta News", "dateline_place": "N'djamena", "published": "2017-05-04"}),
    ('Ministers agree on bridge\n\nAccra (DNS) - May 4, 2017\n\n{s}',
     {"publisher": None, "dateline_place": "Accra", "published": "2017-05-04"}),
    # a day with the number of a page behind
    ('Delta News\nMinisters agree on bridge\n\nMay 4, 2017, 10:15 AM   News ID: 8547\n\n{s}',
     {"published": "2017-05-04"}),
    # the outlet behind the headline, the section behind the day
    ('Ministers agree on bridge — Prishtina Today\n4 May 2017 / News\n\nPRISHTINA, 4 May 2017 – {s}',
     {"published": "2017-05-04", "dateline_place": "Prishtina"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), HEADS)
def test_heads(text: str, wanted: dict[str, str | None]) -> None:
    report = report_of(text.replace("{s}", STORY))
    for field, value in wanted.items():
        found = getattr(report, field)
        assert (found.value if found else None) == value, field


def test_found_values_stand_in_the_text() -> None:
    for text, _ in HEADS:
        report = report_of(text.replace("{s}", STORY))
        for field in ("title", "publisher", "byline", "agency", "dateline_place", "published"):
            found = getattr(report, field)
            assert found is None or found.span is None or found.span.quote(report.text).strip()


DATELINES = [
    # (text, place, service or outlet, what the story begins with)
    ("NAIROBI, Kenya (AP) — Water", "Nairobi, Kenya", "AP", "Water"),
    ("MOSCOW, Nov 2 (Reuters) - Water", "Moscow", "Reuters", "Water"),
    ("LONDON/PARIS/ROME (Reuters) - Water", "London, Paris, Rome", "Reuters", "Water"),
    ("BAKU, January 30. /TASS/. Water", "Baku", "TASS", "Water"),
    ("Kyiv. January 5. INTERFAX-UKRAINE – Water", "Kyiv", "INTERFAX-UKRAINE", "Water"),
    ("YEREVAN, APRIL 5, ARMENPRESS. Water", "Yerevan", "ARMENPRESS", "Water"),
    ("Baku, Azerbaijan, April 5, Trend: Water", "Baku, Azerbaijan", "Trend", "Water"),
    ("New Delhi [India], April 5 (ANI): Water", "New Delhi [India]", "ANI", "Water"),
    ("BEIJING, March 5 (Xinhua) -- Water", "Beijing", "Xinhua", "Water"),
    ("Tehran, IRNA – Water", "Tehran", "IRNA", "Water"),
    ("Abuja, Jan. 5, 2021 (NAN) Water", "Abuja", "NAN", "Water"),
    ("PORT-AU-PRINCE, Haiti – Water", "Port-au-Prince, Haiti", None, "Water"),  # no service
    ("ISLAMABAD: Water", "Islamabad", None, "Water"),  # South Asian papers
    ("GENEVA (5 April 2021) – Water", "Geneva", None, "Water"),  # United Nations releases
    ("ANKARA (Meltem) - Water", "Ankara", "Meltem", "Water"),  # a service that no list names
    ("London (CNN) -- Water", "London", "CNN", "Water"),
    ("(CNN)Water", None, "CNN", "Water"),
]


@pytest.mark.parametrize(("text", "place", "credit", "begins"), DATELINES)
def test_datelines(text: str, place: str | None, credit: str | None, begins: str) -> None:
    found = read_dateline(text, Span(0, len(text)), CLUTTER, first=True)
    assert found is not None
    assert (place_value(found.place.quote(text)) if found.place else None) == place
    assert (found.credit.quote(text) if found.credit else None) == credit
    assert text[found.end :] == begins


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, the minister met",  # a day and no place
        "WATCH: The ministers meet",  # a label
        "UPDATE – The ministers meet",
        "U.S. officials said that",  # capitals that begin a sentence
        "NATO — which met — said",
        "President Lund - the elder - said",  # dashes within a sentence
        "Mr. Lund (R-Oslo) - said",
        "Anthony Lund (AFP) the photographer",  # a credit under a picture
        "FILE - In this photo",
    ],
)
def test_no_datelines(text: str) -> None:
    assert read_dateline(text, Span(0, len(text)), CLUTTER, first=True) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 4 May 2018", ["2018-05-04"]),
        ("on May 4th, 2018", ["2018-05-04"]),
        ("on Fri., May 4 2018", ["2018-05-04"]),
        ("on 2018-05-04T10:11:12Z", ["2018-05-04"]),
        ("on 04.05.2018", ["2018-05-04"]),
        ("on 13/05/2018 and 05/13/2018", ["2018-05-13", "2018-05-13"]),  # only one order is a date
        ("on 04/05/2018", []),  # two orders are: neither
        ("2018-02-30, 0000-00-00, 31 June 2018, 2018-13-01", []),  # no such days
        ("1 May 0745 and 9999-01-01", []),  # no report is that old or new
        ("May 20 percent, 12, 2018, spring 2018", ["None"]),  # a day without a year stays without
        ("between May 2018 and June 2019", []),
    ],
)
def test_dates(text: str, days: list[str]) -> None:
    assert [str(d.full) for d in find_dates(text, CLUTTER)] == days


def test_parse_day_wants_one_full_date() -> None:
    assert str(parse_day("Fri, 04 May 2018 10:00:00 GMT", CLUTTER)) == "2018-05-04"
    assert parse_day("May", CLUTTER) is None
    assert parse_day("1525392000", CLUTTER) is None
    assert parse_day("2018-05-04 to 2018-05-06", CLUTTER) is None


def test_given_fields_come_first_and_name_their_place() -> None:
    given = Given("jsonl", "A title", "Delta Times", "Ana Lund, AFP", "2018-05-04", "https://x.example/a")
    report = report_of("OSLO (Reuters) - " + STORY, given=given)
    assert (report.publisher and report.publisher.rule) == "jsonl:publisher"
    assert (report.byline and report.byline.value) == "Ana Lund"
    assert (report.published and report.published.value) == "2018-05-04"
    assert (report.agency and report.agency.value) == "Reuters"


def test_last_resort_is_the_file_name() -> None:
    report = report_of(STORY, name="riverpost_2018-05-04")
    assert report.published is not None
    assert (report.published.value, report.published.rule) == ("2018-05-04", "file name")
    assert report.publisher is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "EMPTY"),
        (" \n\t\n ", "EMPTY"),
        ("Le ministre du commerce a rencontré lundi son homologue et les deux hommes ont parlé du pont.", "LANGUAGE"),
        ("Bakan, kuzeyden gelen mevkidaşıyla pazartesi günü iki saat görüştü ve köprü için anlaştı.", "LANGUAGE"),
        ("xq zt vw", "LANGUAGE"),  # too short to tell, no English words
    ],
)
def test_texts_that_are_not_read(text: str, code: str) -> None:
    outcome = compose(Material("r", "r.txt", "", text), CLUTTER)
    assert (outcome.report, outcome.code) == (None, code)
    assert "r.txt" in outcome.message


def test_short_english_is_read_though_the_guesser_cannot_tell() -> None:
    outcome = compose(Material("r", "r.txt", "", "They have met."), CLUTTER)
    assert outcome.report is not None
