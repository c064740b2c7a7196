"""The traits an installation starts with. A trait added later is a row, not a release.

Countries are ISO 3166-1 alpha-2 codes, names after the tz database; languages ISO 639-1 codes,
and ISO 639-3 ones of more that many people speak and the Unicode CLDR mostly has names of;
time zones those of the tz database. Readers see countries and languages in their own language: the
browser knows the codes. Levels of languages are those of the Common European Framework.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guildmark.communities.models import Trait

Option = dict[str, str]
_DATA = Path(__file__).parent / "data"


def _listed(name: str) -> list[Option]:
    options: list[Option] = json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))
    return options


def _options(**names: str) -> list[Option]:
    return [{"key": key, "name": name} for key, name in names.items()]


@dataclass(frozen=True)
class StartingTrait:
    """A row of the catalogue, in the order people are asked."""

    key: str
    name: str
    question: str
    type: Trait.Type
    options: list[Option]


def starting_traits() -> list[StartingTrait]:
    """The whole catalogue."""
    return [*_tongues(), *_places(), *_pursuits(), *_means()]


def _tongues() -> list[StartingTrait]:
    languages, choices = _listed("languages"), Trait.Type.CHOICES
    return [
        StartingTrait(
            "native_language",
            "Native languages",
            "Which languages did you grow up with? Name the one you speak best first.",
            choices,
            languages,
        ),
        StartingTrait(
            "other_languages",
            "Other languages",
            "Which other languages do you read well enough to work in?",
            choices,
            languages,
        ),
        StartingTrait(
            "fluent_languages",
            "Fluent languages",
            "Which of them do you speak fluently (C1 or better)?",
            choices,
            languages,
        ),
        StartingTrait(
            "good_languages",
            "Languages spoken well",
            "Which of them do you speak well, but not yet fluently (B2)?",
            choices,
            languages,
        ),
        StartingTrait(
            "basic_languages",
            "Basic languages",
            "Of which do you know the basics (up to B1)?",
            choices,
            languages,
        ),
    ]


def _places() -> list[StartingTrait]:
    choice, text = Trait.Type.CHOICE, Trait.Type.TEXT
    countries, zones = _listed("countries"), _listed("time_zones")
    return [
        StartingTrait("country", "Country", "Which country do you live in?", choice, countries),
        StartingTrait("region", "Region", "Which region do you live in?", text, []),
        StartingTrait("city", "City", "Which city or town do you live in?", text, []),
        StartingTrait("time_zone", "Time zone", "Which time zone are you in?", choice, zones),
    ]


def _pursuits() -> list[StartingTrait]:
    choice, choices = Trait.Type.CHOICE, Trait.Type.CHOICES
    return [
        StartingTrait("age_band", "Age", "How old are you?", choice, _AGES),
        StartingTrait(
            "expertise",
            "Expertise",
            "What do you know more about than most people?",
            choices,
            _EXPERTISE,
        ),
        StartingTrait(
            "product_affinity",
            "Products",
            "Which kinds of products do you own or know well?",
            choices,
            _PRODUCTS,
        ),
        StartingTrait(
            "brand_affinity",
            "Brands",
            "Which brands do you own something of, or know well?",
            choices,
            _BRANDS,
        ),
        StartingTrait(
            "owned_products",
            "Products by brand",
            "Of which brand are the products that you own or know well?",
            choices,
            _owned(),
        ),
        StartingTrait("pets", "Pets", "Which pets do you have?", choices, _PETS),
    ]


def _owned() -> list[Option]:
    """Pairs of a kind of product and a brand, by kind: what is called as its brand is."""
    kinds, brands = ({one["key"]: one["name"] for one in all_} for all_ in (_PRODUCTS, _BRANDS))
    return [
        {"key": f"{kind}-{brand}", "name": brands[brand], "kind": kinds[kind]}
        for kind, made_by in _MADE_BY.items()
        for brand in made_by.split()
    ]


def _means() -> list[StartingTrait]:
    choice, choices = Trait.Type.CHOICE, Trait.Type.CHOICES
    return [
        StartingTrait("device", "Devices", "What will you work on?", choices, _DEVICES),
        StartingTrait(
            "availability",
            "Availability",
            "How many hours a week would you like to work?",
            choice,
            _HOURS,
        ),
    ]


_AGES = _options(
    age_18_24="18 to 24",
    age_25_34="25 to 34",
    age_35_44="35 to 44",
    age_45_54="45 to 54",
    age_55_64="55 to 64",
    age_65_up="65 or older",
)
_EXPERTISE = _options(
    agriculture="Agriculture",
    animals="Animals",
    architecture="Architecture",
    art="Art and design",
    biology="Biology",
    coins="Coins and collecting",
    cooking="Cooking and food",
    engineering="Engineering",
    fashion="Fashion",
    geography="Maps and geography",
    games="Card and board games",
    law="Law",
    medicine="Medicine",
    music="Music",
    nursing="Nursing and care",
    photography="Photography",
    plants="Plants",
    retail="Retail",
    sports="Sports",
    vehicles="Vehicles",
)
_PRODUCTS = _options(
    audio="Headphones and loudspeakers",
    baby="Baby products",
    bicycles="Bicycles",
    books="Books",
    cameras="Cameras",
    cars="Cars",
    coffee="Coffee machines",
    computers="Computers",
    cosmetics="Cosmetics",
    furniture="Furniture",
    garden="Garden tools",
    kitchen="Kitchen appliances",
    pets="Pet supplies",
    phones="Mobile phones",
    power_tools="Power tools",
    shoes="Shoes",
    sportswear="Sportswear",
    toys="Toys",
    video_games="Video games",
    watches="Watches",
)
_BRANDS = _options(
    adidas="Adidas",
    apple="Apple",
    bmw="BMW",
    bosch="Bosch",
    canon="Canon",
    casio="Casio",
    delonghi="De'Longhi",
    dell="Dell",
    dyson="Dyson",
    ford="Ford",
    google="Google",
    hm="H&M",
    honda="Honda",
    hp="HP",
    huawei="Huawei",
    hyundai="Hyundai",
    ikea="IKEA",
    lego="Lego",
    lenovo="Lenovo",
    lg="LG",
    makita="Makita",
    mercedes="Mercedes-Benz",
    nespresso="Nespresso",
    nike="Nike",
    nikon="Nikon",
    nintendo="Nintendo",
    nivea="Nivea",
    pampers="Pampers",
    philips="Philips",
    playstation="PlayStation",
    puma="Puma",
    renault="Renault",
    samsung="Samsung",
    seat="Seat",
    shimano="Shimano",
    sony="Sony",
    tefal="Tefal",
    toyota="Toyota",
    volkswagen="Volkswagen",
    xbox="Xbox",
    xiaomi="Xiaomi",
    zara="Zara",
)
#: By kind of product, the brands of it that people own.
_MADE_BY = {
    "audio": "apple google lg philips samsung sony xiaomi",
    "baby": "nivea pampers philips",
    "bicycles": "shimano",
    "cameras": "canon nikon samsung sony",
    "cars": "bmw ford honda hyundai mercedes renault seat toyota volkswagen",
    "coffee": "bosch delonghi nespresso philips",
    "computers": "apple dell hp huawei lenovo lg samsung xiaomi",
    "cosmetics": "nivea",
    "furniture": "ikea",
    "garden": "bosch honda makita",
    "kitchen": "bosch delonghi ikea lg philips samsung tefal",
    "phones": "apple google huawei lg samsung sony xiaomi",
    "power_tools": "bosch makita",
    "shoes": "adidas hm nike puma zara",
    "sportswear": "adidas hm nike puma zara",
    "toys": "lego",
    "video_games": "nintendo playstation xbox",
    "watches": "apple casio google huawei samsung xiaomi",
}
_PETS = _options(
    dog="Dog",
    cat="Cat",
    bird="Bird",
    fish="Fish",
    horse="Horse",
    rabbit="Rabbit",
    reptile="Reptile",
    rodent="Hamster, guinea pig or other rodent",
)
_DEVICES = _options(
    phone="Phone",
    tablet="Tablet",
    laptop="Laptop",
    desktop="Desktop computer",
    stylus="Tablet with a pen",
)
_HOURS = _options(
    hours_0_5="Up to 5 hours",
    hours_5_10="5 to 10 hours",
    hours_10_20="10 to 20 hours",
    hours_20_up="More than 20 hours",
)


def counted_traits() -> list[StartingTrait]:
    """What the service counts of everybody's work: nobody is asked for it."""
    return [
        StartingTrait(
            "accepted_answers",
            "Accepted answers",
            "How many answers have been accepted, in all projects?",
            Trait.Type.NUMBER,
            [],
        ),
        StartingTrait(
            "checks_right",
            "Right on checks, in percent",
            "How much of the checks was right, in all projects?",
            Trait.Type.NUMBER,
            [],
        ),
    ]


# Any: a migration brings its own, historical class.
def load_catalogue(trait_model: Any = Trait) -> None:
    """Write the catalogue into the table; what is there is brought up to date. Safe twice."""
    _load(trait_model, starting_traits())


def load_counted(trait_model: Any = Trait) -> None:
    """As `load_catalogue`, for what the service counts."""
    _load(
        trait_model,
        counted_traits(),
        after=len(starting_traits()),
        filled_by=Trait.FilledBy.SERVICE.value,
    )


def _load(trait_model: Any, rows: list[StartingTrait], *, after: int = 0, **more: str) -> None:
    for position, trait in enumerate(rows, start=after):
        trait_model.objects.update_or_create(
            organisation=None,
            key=trait.key,
            defaults={
                "name": trait.name,
                "question": trait.question,
                "type": trait.type.value,
                "options": trait.options,
                "position": position,
                **more,
            },
        )
