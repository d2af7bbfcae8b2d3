"""Which advice is chosen."""

from __future__ import annotations

import pytest

from bot.advice.select import AT_MOST, advice_for, points


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
