#!/usr/bin/python3
"""tests/bench/synthetic.py N >jobs.csv: N adverts that nobody wrote, for `rehabctl import jobs`.

Nothing is kept in memory but the small tables, and row i is the same in every run with that N.
Their shape is that of a job market: few large fields and cities and many small ones (Zipf; places
by population), one advert in five from one of few large employers, 80 of 100 in Hebrew, 25 words
each, of which some stand in every fourth advert and some in one of a hundred thousand.  One pair
of district and field (RARE) has 25 adverts whatever N is, as far apart as they can be; RARE_WORD
stands in 25 others.  No two are the same job, so the import adds all of them.
"""

import bisect
import csv
import datetime
import itertools
import os
import random
import sys

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

RARE = {"region": "judea-samaria", "field": "animals"}
RARE_ROWS = 25
RARE_WORD = "אקורדיון"
# Of these, region and field, about 1 advert in 10, in 100 and in 1,000 is.
FREQUENT = {"region": "center", "field": "cleaning"}
MIDDLE = {"region": "haifa", "field": "metal"}
FREQUENT_WORD = "ותק"            # in every fourth advert
TRADES_WORD = "driver"          # in English names of seventeen trades

# The larger fields first; what is not named here follows in the order of conf/trades.csv.
LARGE = ["cleaning", "warehouse", "sales", "driving", "guarding", "building", "kitchen", "retail",
         "production", "serving", "delivery", "trucks", "finishing", "metal", "packing"]

SITES = {
    "he": ["למפעל", "למחסן", "לאתר בנייה", "למלון", "לבית חולים", "למשרד", "לקניון", "לבית ספר",
           "לחברה ותיקה", "לסניף חדש", "למרכז המזון", "לפארק התעשייה", "לנמל", "לבית אבות",
           "לאולם אירועים", "לרשת", "למוסך", "לקיבוץ", "לעירייה", "למעבדה"],
    "ar": ["لمصنع", "لمخزن", "لموقع بناء", "لفندق", "لمستشفى", "لمكتب", "لمجمع تجاري", "لمدرسة",
           "لشركة قديمة", "لفرع جديد", "لمركز الأغذية", "للمنطقة الصناعية", "للميناء", "لدار مسنين",
           "لقاعة أفراح", "لشبكة", "لكراج", "لكيبوتس", "للبلدية", "لمختبر"],
    "ru": ["на завод", "на склад", "на стройку", "в гостиницу", "в больницу", "в офис", "в каньон",
           "в школу", "в старую фирму", "в новый филиал", "в продуктовый центр", "в промзону",
           "в порт", "в дом престарелых", "в зал торжеств", "в сеть", "в гараж", "в кибуц",
           "в мэрию", "в лабораторию"],
    "en": ["for a factory", "for a warehouse", "for a building site", "for a hotel",
           "for a hospital", "for an office", "for a mall", "for a school", "for an old company",
           "for a new branch", "for the food centre", "for the industrial park", "for the port",
           "for a nursing home", "for a hall", "for a chain", "for a garage", "for a kibbutz",
           "for the town", "for a laboratory"],
}
SHIFTS = {
    "he": ["", "משמרת בוקר", "משמרת ערב", "משמרת לילה", "חצי משרה", "משרה מלאה", "סופי שבוע",
           "זמני", "קבוע", "מיידי"],
    "ar": ["", "وردية صباحية", "وردية مسائية", "وردية ليلية", "نصف وظيفة", "وظيفة كاملة",
           "نهاية الأسبوع", "مؤقت", "ثابت", "فوري"],
    "ru": ["", "утренняя смена", "вечерняя смена", "ночная смена", "полставки", "полная ставка",
           "выходные", "временно", "постоянно", "срочно"],
    "en": ["", "morning shift", "evening shift", "night shift", "half time", "full time",
           "weekends", "temporary", "permanent", "at once"],
}
SENTENCES = {
    "he": ["העבודה בצוות קטן", "ארוחה חמה על חשבון המקום", "ותק של שנה בתחום יתרון",
           "הסעה מהעיר ובחזרה", "ציוד ובגדי עבודה מהמעסיק", "תנאים טובים למתאימים",
           "אפשרות לשעות נוספות", "הדרכה של שבועיים בשכר", "נדרשת יכולת להרים משקל",
           "שעות נוחות להורים", "מענק התמדה אחרי שלושה חודשים", "עמידה ממושכת וסדר",
           "ללא צורך בתואר", "תשלום עד התשיעי בחודש", "סביבה שקטה ומכבדת",
           "חמישה ימים בשבוע בלי שבת", "קליטה מיידית אחרי שיחה", "רישיון נהיגה לא חובה"],
    "ar": ["العمل ضمن فريق صغير", "وجبة ساخنة على حساب المكان", "خبرة سنة أفضلية",
           "سفريات من المدينة وإليها", "ملابس عمل من المشغّل", "شروط جيدة للمناسبين",
           "إمكانية ساعات إضافية", "تدريب أسبوعين مدفوع", "الدفع حتى التاسع من الشهر"],
    "ru": ["работа в небольшой команде", "горячий обед за счёт места", "стаж год желателен",
           "подвозка из города и обратно", "рабочая одежда от хозяина", "хорошие условия",
           "возможны сверхурочные", "две недели обучения с оплатой", "оплата до девятого числа"],
    "en": ["a small team", "a hot meal is on the house", "a year of practice is welcome",
           "a ride from town and back", "tools and clothes are given", "good terms",
           "extra hours are possible", "two weeks of paid training", "paid by the ninth"],
}
LANGUAGES = ["he"] * 80 + ["ar"] * 8 + ["ru"] * 7 + ["en"] * 5
COLUMNS = ["title", "text", "lang", "employer", "place", "field", "trade", "pay_min", "pay_max",
           "pay_unit", "hours", "openings", "no_experience", "day_only", "no_licence", "ride",
           "training", "opens", "closes", "source_url", "source_name"]


def read(name):
    with open(os.path.join(HOME, "conf", name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


class Draw:
    """Draws one of `items` with the chance that its weight gives."""

    def __init__(self, items, weights):
        self.items = items
        self.up_to = list(itertools.accumulate(weights))

    def __call__(self, rng):
        return self.items[bisect.bisect(self.up_to, rng.random() * self.up_to[-1])]


def zipf(n):
    return [1 / (i + 1) for i in range(n)]


class Market:
    """What all rows are drawn from."""

    def __init__(self, n):
        self.n = n
        trades = read("trades.csv")
        fields = LARGE + sorted({t["field_key"] for t in trades} - set(LARGE))
        self.fields = Draw(fields, zipf(len(fields)))
        self.trades = {field: [t for t in trades if t["field_key"] == field] for field in fields}
        self.all_places = read("import/localities.csv")
        self.places = Draw(self.all_places, [int(p["population"]) + 500 for p in self.all_places])
        self.rare_places = [p for p in self.all_places if p["region"] == RARE["region"]]
        # Of the large employers each has 200 adverts, of the small ones 16.
        self.large = max(1, n // 1000)
        self.small = max(1, n // 20)
        self.first_day = datetime.date.today() - datetime.timedelta(days=90)

    def place_and_field(self, rng, rare):
        if rare:
            return rng.choice(self.rare_places), RARE["field"]
        while True:
            place, field = self.places(rng), self.fields(rng)
            if (place["region"], field) != (RARE["region"], RARE["field"]):
                return place, field

    def employer(self, i):
        """Its name, and the how manieth advert of it row i is."""
        if i % 5 == 0:
            return f"כוח אדם {i // 5 % self.large}", i // 5 // self.large
        k = i - i // 5 - 1
        return f"עסק {k % self.small} בע\"מ", k // self.small

    def row(self, i):
        rng = random.Random(f"{self.n} {i}")
        step = max(2, self.n // RARE_ROWS)
        place, field = self.place_and_field(rng, i % step == step // 2)
        lang = rng.choice(LANGUAGES)
        trade = rng.choice(self.trades[field])
        employer, ordinal = self.employer(i)
        # Site and shift tell an employer's adverts apart: 200 pairs.
        site = SITES[lang][ordinal % 20]
        shift = SHIFTS[lang][ordinal // 20 % 10]
        title = " ".join(filter(None, [trade[lang] or trade["he"], site, shift]))
        told = rng.sample(SENTENCES[lang], 4) + [place[lang] or place["he"], str(i // 10)]
        if i % step == 0:
            told.append(RARE_WORD)
        opens = self.first_day + datetime.timedelta(days=i * 90 // self.n)
        least = rng.randrange(35, 70) * 100
        return [title, ". ".join(told), lang, employer, place["he"], field, trade["trade_key"],
                str(least // 100), str(least // 100 + rng.randrange(15)), "hour",
                rng.choice(["א-ה 7:00-16:00", "8:00-17:00", "משמרות"]), rng.choice("11123"),
                *(str(int(rng.random() < share)) for share in (0.3, 0.2, 0.4, 0.15, 0.1)),
                str(opens), str(opens + datetime.timedelta(days=240)),
                f"https://jobs.example.org/{i}", "jobs.example.org"]


def main():
    n = int(sys.argv[1])
    market = Market(n)
    out = csv.writer(sys.stdout)
    out.writerow(COLUMNS)
    for i in range(n):
        out.writerow(market.row(i))


if __name__ == "__main__":
    main()
