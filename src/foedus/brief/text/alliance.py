"""The brief of an alliance: where it is, who belongs, how strong, whose threats, when allies called."""

from __future__ import annotations

from foedus.brief.figures import of_alliances as pictures
from foedus.brief.figures.maps import alliance_map
from foedus.brief.page.blocks import Block, Bullets, Grid, KeyFigure, Page, Section, Text
from foedus.brief.text.alliance_parts import cases_section, forces_section, said_section, threats_section
from foedus.brief.text.telling import Telling
from foedus.brief.words import names
from foedus.brief.words.age import remarks
from foedus.brief.words.messages import say, term
from foedus.brief.words.standing import holder_told, standing_told
from foedus.charter.rules import rules_of
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.errors import QueryError
from foedus.ground.numbers import by_name, listing, money, multiple, number, percent, rounded
from foedus.measures.profile import profile
from foedus.measures.reliability.recorded import answered, helped
from foedus.measures.side_by_side import compare
from foedus.measures.strength.concentration import concentration
from foedus.measures.strength.shares import shares
from foedus.record.alliance import Alliance
from foedus.world import World


def page(world: World, name: str, lang: str) -> Page:
    """The whole brief of an alliance on a day."""
    alliance = world.alliance(name)
    found = profile(world, alliance.id)
    known = [c for c in world.record.invocations.values() if c.alliance == alliance.id and answered(c, world.as_of)]
    cases = tuple(sorted(known, key=lambda c: (c.date.first, c.id)))
    telling = Telling(world, found, world.title(alliance), lang, cases, helped(world, alliance))
    on, then = day(Date(found.on), lang), day(Date(found.known), lang)
    full = telling.title.name.text(lang)
    limits = [telling.say(f"limit-{i}") for i in (1, 2, 3)]
    # Of an alliance without members there is nothing to map, to weigh or to compare.
    there = bool(found.members)
    sections = [
        *([Section("map", telling.say("map"), alliance_map(telling.world, found, lang))] if there else []),
        _members(telling),
        *(_strength(telling) if there else []),
        *([forces_section(telling)] if there or found.forces or found.missions else []),
        *([threats_section(telling)] if there else []),
        cases_section(telling),
        *said_section(telling),
        *_whatif(telling),
        Section("limits", telling.say("limits"), tuple(map(Text, (*remarks(found.record, lang), *limits)))),
    ]
    return Page(
        lang=lang,
        title=_headline(telling),
        kicker=telling.say("kicker", name=full, on=on, known=then),
        standfirst=_standfirst(telling),
        figures=_figures(telling),
        sections=tuple(sections),
        as_of=say("brief", "as-of", lang, on=on, known=then),
        cite=say(
            "brief", "cite-alliance", lang,
            version=found.record.software, record=found.record.version, title=full, on=on, known=then,
        ),
        about=full, subject=alliance.id, on=found.on, known=found.known,
    )  # fmt: skip


def _headline(x: Telling) -> str:
    found = x.profile.measures.without_leader["expenditure"]
    leader = found.leader
    bound = sum(m.status == "member" for m in x.profile.members)
    count = _count(bound or len(x.profile.members), x.lang)
    if x.profile.dissolved:
        return names.upper_first(x.say("head-dissolved", alliance=names.alliance(x.title, x.lang)))
    if x.profile.members and not bound:
        return names.upper_first(x.say("head-signed", alliance=names.alliance(x.title, x.lang), count=count.lower()))
    if leader is None or found.leader_share is None or found.without_leader_ratio is None:
        head = _promise(x.world.record.alliances[x.profile.alliance])
        return names.upper_first(x.say(head, alliance=names.alliance(x.title, x.lang), count=count))
    if found.leader_share > 0.85:
        soldiers = x.profile.measures.without_leader["personnel"].without_leader_ratio
        people = x.say("head-people", people=percent(soldiers, x.lang, 0)) if soldiers is not None else ""
        rest = percent(found.without_leader_ratio, x.lang, 0)
        return x.say(
            "head-dominated", count=count, rest=rest, people=people, leader=x.state(leader, "acc"),
            alliance=names.alliance(x.title, x.lang, "von" if x.lang == "de" else "nom"),
        )  # fmt: skip
    share = percent(found.leader_share, x.lang, 0)
    whole = names.alliance(x.title, x.lang, "gen")
    return x.say("head-led", count=count, share=share, alliance=whole, leader=x.state(leader, "acc"))


def _promise(alliance: Alliance) -> str:
    """The headline that says what the states owe each other, only where somebody has read the treaty."""
    if alliance.kind == "partnership":
        return "head-partners"
    rules = rules_of(alliance.id)
    owed = rules.obligations if rules else ()
    return "head-plain" if "defence" in owed else "head-consult" if "consultation" in owed else "head-unread"


def _count(count: int, lang: str) -> str:
    """Numbers up to twelve in words, as headlines have them."""
    words = {
        "en": "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve",
        "de": "Null Ein Zwei Drei Vier Fünf Sechs Sieben Acht Neun Zehn Elf Zwölf",
    }[lang].split()
    return words[count] if count < len(words) else str(count)


def _standfirst(x: Telling) -> Text:
    measures = x.profile.measures
    found = measures.without_leader["expenditure"]
    members = [x.state(m.state) for m in x.members]
    shown = members if len(members) <= 12 else [*members[:6], say("brief", "more", x.lang, count=len(members) - 6)]
    listed = listing(shown, x.lang)
    words: dict[str, object] = {
        "alliance": names.upper_first(names.alliance(x.title, x.lang)),
        "name": x.title.name.text(x.lang),
        "count": _count(len(members), x.lang).lower(), "members": listed, "answered": x.answered(),
    }  # fmt: skip
    sources = tuple(dict.fromkeys(s for m in x.profile.members for s in m.sources))[:3]
    if x.profile.dissolved:
        return Text(x.say("standfirst-dissolved", day=day(Date(x.profile.dissolved), x.lang), **words), sources)
    if found.leader is None or found.leader_share is None or found.without_leader_ratio is None:
        return Text(x.say("standfirst-plain", **words), sources)
    words |= {
        "leader": x.state(found.leader, "acc"), "share": percent(found.leader_share, x.lang, 0),
        "rest": percent(found.without_leader_ratio, x.lang, 0),
    }  # fmt: skip
    series = measures.shares["expenditure"].series
    return Text(names.upper_first(x.say("standfirst", **words)), (*sources, f"series:{series}"))


def _figures(x: Telling) -> tuple[KeyFigure, ...]:
    measures = x.profile.measures
    count = len(x.profile.members)
    found = [KeyFigure(str(count), x.say("figure-members"))] if count else []
    founding = next((t for t in x.profile.treaties if t.role == "founding"), None)
    if founding:
        found.append(KeyFigure(day(Date(founding.signed), x.lang), x.say("figure-since")))
    people, money_shares = measures.shares["personnel"], measures.shares["expenditure"]
    if people.total:
        found.append(KeyFigure(number(rounded(people.total), x.lang), x.say("figure-soldiers", year=people.year)))
    share = measures.without_leader["expenditure"].leader_share
    if measures.leader and share is not None:
        label = x.say("figure-leader", leader=x.state(measures.leader, "acc"), year=money_shares.year)
        found.append(KeyFigure(percent(share, x.lang, 0), label))
    if x.calls.calls:
        word = "of" if x.lang == "en" else "von"
        found.append(KeyFigure(f"{len(x.calls.helped)} {word} {x.calls.calls}", x.say("figure-cases")))
    return tuple(found)


def _members(x: Telling) -> Section:
    p = x.profile
    blocks: list[Block] = [*pictures.membership(x.world, p, x.lang)]
    listed = listing([x.state(m.state) for m in x.members], x.lang)
    sources = tuple(dict.fromkeys(s for m in p.members for s in m.sources))
    key = "members-text" if listed else "members-text-none"
    blocks.append(Text(x.say(key, on=day(Date(p.on), x.lang), members=listed), sources[:6]))
    if p.former:
        gone = by_name(dict.fromkeys(m.state for m in p.former), lambda code: x.world.name(code, x.lang))
        former = listing([x.state(code) for code in gone], x.lang)
        blocks.append(
            Text(x.say("members-former", members=former), tuple(dict.fromkeys(s for m in p.former for s in m.sources)))
        )
    special = standing_told(x.world, x.world.record.alliances[p.alliance], x.lang)
    if special:
        sources = tuple(dict.fromkeys(s for m in p.members if m.participation for s in m.sources[:1]))
        blocks.append(Bullets(tuple(Text(line, sources) for line in special), x.say("members-special")))
    treaties = []
    for treaty in p.treaties:
        title = treaty.title.text(x.lang)
        words = {"title": title, "signed": day(Date(treaty.signed), x.lang)}
        line = (
            x.say("treaty-line", force=day(Date(treaty.in_force), x.lang), **words)
            if treaty.in_force
            else x.say("treaty-line-open", **words)
        )
        treaties.append(Text(line, treaty.sources))
    blocks.append(Bullets(tuple(treaties), x.say("treaties")))
    organs = []
    for organ in p.organs:
        name = organ.name.text(x.lang)
        if organ.decides:
            name = x.say("organ-decides", name=name, procedure=term("procedure", organ.decides, x.lang))
        organs.append(Text(name, organ.sources))
    organs += [Text(holder_told(x.world, person, x.lang), person.sources) for person in p.persons]
    if organs:
        blocks.append(Bullets(tuple(organs), x.say("organs")))
    return Section("members", x.say("members"), tuple(blocks))


def _strength(x: Telling) -> list[Section]:
    measures = x.profile.measures
    spent, people = measures.shares["expenditure"], measures.shares["personnel"]
    found, soldiers = measures.without_leader["expenditure"], measures.without_leader["personnel"]
    blocks: list[Block] = []
    effective = measures.concentration["expenditure"].effective_number
    if found.leader and found.leader_share is not None and found.without_leader is not None and effective:
        people_share = (
            percent(soldiers.leader_share, x.lang, 0) if soldiers.leader_share is not None else x.say("year-later")
        )
        blocks.append(
            Text(
                names.upper_first(
                    x.say(
                        "strength-text", leader=x.state(found.leader), share=percent(found.leader_share, x.lang, 0),
                        year=spent.year, people=people_share, rest=money(found.without_leader, x.lang),
                        effective=number(effective, x.lang, 1),
                    )
                ),
                (f"series:{spent.series}", *((f"series:{people.series}",) if people.series else ())),
            )
        )  # fmt: skip
    blocks += pictures.strength(x.world, x.profile, x.lang)
    other = x.world.record.alliances[x.profile.alliance].counterpart
    blocks += _versus(x, other) if other else []
    header = (
        names.upper_first(term("status", "member", x.lang)),
        *(term("concept", c, x.lang) for c in measures.shares),
    )
    rows = tuple(
        (
            m.name.text(x.lang),
            *(
                percent(v, x.lang) if (v := s.shares.get(m.state)) is not None else "–"
                for s in measures.shares.values()
            ),
        )
        for m in x.members
    )
    years = ", ".join(
        f"{term('concept', c, x.lang)} {s.year or x.say('year-later')}" for c, s in measures.shares.items()
    )
    sources = tuple(dict.fromkeys(f"series:{s.series}" for s in measures.shares.values() if s.series))
    blocks.append(Grid(x.say("table-shares"), header, rows, x.say("table-note", years=years), sources))
    return [
        Section("strength", names.upper_first(x.say("strength" if found.leader else "strength-plain")), tuple(blocks))
    ]


def _versus(x: Telling, other: str) -> list[Block]:
    try:
        pair = compare(x.world, (x.profile.alliance, other)).ratios[0]
    except QueryError:
        return []  # the counterpart did not exist, or had no members, on that day
    whole, leaders = pair.alliances["expenditure"], (pair.leaders or {}).get("expenditure")
    first, second = (x.world.leader(x.world.record.alliances[k]) for k in (x.profile.alliance, other))
    if whole.value is None or leaders is None or leaders.value is None or first is None or second is None:
        return []
    title = x.world.title(x.world.record.alliances[other])
    text = x.say(
        "versus", other=names.alliance(title, x.lang, "gen"),
        alliance=names.alliance(x.title, x.lang, "gen"), ratio=multiple(whole.value, x.lang),
        leader=_bare(x, first.state), leaders=multiple(leaders.value, x.lang),
        otherleader=_bare(x, second.state), year=whole.year,
    )  # fmt: skip
    return [Text(text, (f"series:{whole.series}",))]


def _bare(x: Telling, code: str) -> str:
    """A name as a list in brackets has it: without an article in German."""
    return x.world.name(code, "de") if x.lang == "de" else x.state(code)


def _whatif(x: Telling) -> list[Section]:
    measures = x.profile.measures
    found, before = measures.without_leader["expenditure"], measures.concentration["expenditure"].effective_number
    if not (found.leader and found.next_state and found.without_leader is not None and found.next_share and before):
        return []
    left = concentration(shares(x.world, x.world.alliance(x.profile.alliance), "military-expenditure", (found.leader,)))
    text = x.say(
        "whatif-text", leader=x.state(found.leader, "acc"), rest=money(found.without_leader, x.lang),
        before=number(before, x.lang, 1), after=number(left.effective_number or 0.0, x.lang, 1),
        next=x.state(found.next_state, "acc"), share=percent(found.next_share, x.lang, 0),
    )  # fmt: skip
    return [Section("whatif", x.say("whatif"), (Text(text, (f"series:{measures.shares['expenditure'].series}",)),))]
