"""Which advice is chosen."""

from __future__ import annotations

from datetime import date

import pytest

from bot.advice.select import AT_MOST, Point, _of_each_kind, advice_for, points
from bot.encoder.labels import VORMEN


@pytest.mark.parametrize("rol", ["zelf", "omstander", "professional", "pleger", "kind"])
def test_everybody_gets_three_points(rol: str) -> None:
    assert len(advice_for({"rol": rol})) == AT_MOST


def test_points_for_the_situation_come_first() -> None:
    chosen = advice_for({"rol": "omstander", "kinderen": "ja", "eerste_keer": "nee"})

    assert [point.id for point in chosen][:2] == ["omstander_kinderen", "omstander_vaker"]


def test_there_is_always_a_general_point() -> None:
    for rol in ("zelf", "omstander", "professional"):
        chosen = advice_for(
            {"rol": rol, "kinderen": "ja", "eerste_keer": "nee", "besproken": "nee_gevaar"}
        )
        assert any(not point.when for point in chosen), rol


def test_without_a_role_the_advice_is_that_for_a_bystander() -> None:
    assert advice_for({}) == advice_for({"rol": "omstander"})


def test_a_professional_who_cannot_talk_safely_is_not_told_to_inform_the_family() -> None:
    chosen = advice_for({"rol": "professional", "besproken": "nee_gevaar"})

    assert "Informeer het gezin nog niet" in chosen[0].text


def test_ids_are_unique_and_every_point_says_where_it_comes_from() -> None:
    assert len({point.id for point in points()}) == len(points())
    assert all(point.source and point.reviewed_on for point in points())


def test_no_point_gives_an_order_to_leave_confront_or_report() -> None:
    for point in points():
        for order in ("Je moet", "Ga weg bij", "Confronteer", "Doe aangifte"):
            assert order not in point.text, point.id


ROLES = ("zelf", "omstander", "professional", "pleger", "kind")


@pytest.mark.parametrize("form", VORMEN)
@pytest.mark.parametrize("rol", ROLES)
def test_every_form_has_advice_of_its_own_for_every_role(rol: str, form: str) -> None:
    chosen = advice_for({"rol": rol}, [form])

    assert len(chosen) == AT_MOST
    assert any(form in point.forms for point in chosen)


@pytest.mark.parametrize("form", VORMEN)
def test_every_form_says_what_better_not_to_do_and_who_helps(form: str) -> None:
    kinds = {point.kind for point in points() if form in point.forms}

    assert "niet_doen" in kinds
    assert kinds & {"hulp", "veilig_thuis"}


def test_what_is_about_these_forms_and_little_else_comes_first() -> None:
    narrow, wide = point("narrow", "stalking"), point("wide", "stalking", "getuige", "financieel")

    assert [p.id for p in _of_each_kind([wide, narrow], ["stalking"])] == ["narrow", "wide"]


def test_of_every_kind_one_comes_before_the_second_of_any() -> None:
    first, second = point("a", "vgv", kind="doen"), point("b", "vgv", kind="doen")
    other = point("c", "vgv", kind="hulp")

    assert [p.id for p in _of_each_kind([first, second, other], ["vgv"])] == ["a", "c", "b"]


def test_more_advice_is_other_advice_until_all_has_been_said() -> None:
    answers, forms, given = {"rol": "zelf"}, ["stalking", "ex_partner"], []
    for _ in range(3):
        chosen = [p.id for p in advice_for(answers, forms, given)]
        assert not set(chosen) & set(given)
        given += chosen
    everything = [p.id for p in points()]

    assert advice_for(answers, forms, everything) == advice_for(answers, forms)


def test_what_was_answered_keeps_a_place_beside_the_forms() -> None:
    chosen = advice_for({"rol": "professional", "besproken": "nee_gevaar"}, ["seksueel"])

    assert "professional_niet_veilig" in [p.id for p in chosen]


@pytest.mark.parametrize("form", ["eergerelateerd", "huwelijksdwang", "vgv"])
@pytest.mark.parametrize("rol", ROLES)
def test_at_honour_nobody_is_sent_to_the_family(rol: str, form: str) -> None:
    for besproken in ("nee_andere_reden", "nee_gevaar", "ja_met_allen"):
        chosen = advice_for({"rol": rol, "besproken": besproken}, [form])
        said = " ".join(p.text for p in chosen)
        assert "Bijvoorbeeld familie" not in said
        assert "een oma" not in said
        assert "Bereid het gesprek met de betrokkenen voor" not in said


def test_a_point_is_short_and_is_read_again_in_time() -> None:
    for found in points():
        assert len(found.text.split()) <= 45, found.id
        assert found.review_before is None or found.reviewed_on < found.review_before, found.id


def point(name: str, *forms: str, kind: str = "doen") -> Point:
    on, again = date(2026, 11, 22), date(2027, 5, 22)
    return Point(name, ("zelf",), "…", "bron", "jurist", on, again, "concept", {}, forms, kind)


def test_a_form_with_advice_of_its_own_goes_before_what_most_stories_tell_of() -> None:
    heard = ("lichamelijk", "psychisch", "partnergeweld", "financieel", "eergerelateerd")

    for rol in ("zelf", "omstander", "professional", "pleger"):
        for special in ("financieel", "eergerelateerd", "ouderen", "oudermishandeling"):
            forms = {*heard[:3], special}
            first = advice_for({"rol": rol}, forms)[0]
            assert special in first.forms, (rol, special, first.id)


def test_who_is_hit_by_a_child_is_not_told_to_comfort_that_child() -> None:
    answers = {"rol": "zelf", "kinderen": "ja"}

    advised = {found.id for found in advice_for(answers, ("oudermishandeling",))}

    assert "zelf_kinderen" not in advised


@pytest.mark.parametrize("rol", ["omstander", "professional", "pleger"])
def test_who_asks_how_to_talk_hears_that_first(rol: str) -> None:
    chosen = advice_for(
        {"rol": rol, "vraag_doel": "gesprek_voeren", "besproken": "nee_andere_reden"},
        ["psychisch"],
    )

    assert chosen[0].when["vraag_doel"] == ("gesprek_voeren",)
    assert chosen[1].kind == "praten"


def test_the_kind_that_is_wanted_goes_first_among_the_forms() -> None:
    answers = {"rol": "zelf", "vraag_doel": "hulp_zoeken"}

    assert [p.kind for p in advice_for(answers, ["partnergeweld"])][:2] == ["hulp", "hulp"]


@pytest.mark.parametrize("form", ["eergerelateerd", "huwelijksdwang", "vgv"])
def test_nobody_is_helped_to_talk_where_that_is_dangerous(form: str) -> None:
    for rol in ("omstander", "professional"):
        chosen = advice_for(
            {"rol": rol, "vraag_doel": "gesprek_voeren", "besproken": "weet_niet"}, [form]
        )
        assert not any("vraag_doel" in point.when for point in chosen), rol


def test_who_cannot_talk_safely_is_told_so_also_when_asking_how_to_talk() -> None:
    answers = {"rol": "professional", "besproken": "nee_gevaar", "vraag_doel": "gesprek_voeren"}

    chosen = advice_for(answers, ["lichamelijk"])

    assert "Informeer het gezin nog niet" in " ".join(point.text for point in chosen)


def test_whether_it_is_bad_is_never_judged() -> None:
    for rol in ("zelf", "omstander", "professional", "pleger"):
        first = advice_for({"rol": rol, "vraag_doel": "is_dit_erg"})[0]
        assert "Ik beoordeel" in first.text, rol
