"""What a weging cannot be without; and that nothing is filled in or compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.casework.weging import NEEDS_SECOND, Besluit
from bot.casework.weging_form import (
    MOST_ROWS,
    ONVEILIGHEID_LABELS,
    ROWS,
    Earlier,
    FormIncomplete,
    Information,
    Onveiligheid,
    Safety,
    WegingForm,
    as_json,
    check_complete,
    for_correction,
    of_json,
    with_row,
    without_empty_rows,
)

DECISIONS = [besluit.value for besluit in Besluit]
WHOLE_FORM = WegingForm(
    bekend="De buren horen elke week ruzie.",
    volwassenen=(Safety("moeder", "Ze slaapt slecht en is bang."),),
    kinderen=(Safety("Daan van 6", "Hij verstopt zich als er ruzie is."),),
    onveiligheid="STRUCTUREEL",
    onveiligheid_reden="Het gebeurt al een jaar, elke week.",
    eerder=(Earlier("eigen regio", "Noor", "niets"),),
    informatie=(Information("school", "2 maart", "Daan is vaak moe."),),
    besluit="ONDERZOEK",
    reden="Het is niet duidelijk wat er gebeurt.",
)


def places(form: WegingForm, **more: bool) -> list[str]:
    with pytest.raises(FormIncomplete) as refused:
        check_complete(form, DECISIONS, **more)
    return [one.place for one in refused.value.lacking]


def test_a_whole_form_lacks_nothing_and_comes_back_the_same() -> None:
    check_complete(WHOLE_FORM, DECISIONS)

    assert of_json(as_json(WHOLE_FORM)) == WHOLE_FORM


def test_of_an_empty_form_every_required_part_is_named_in_the_order_of_the_page() -> None:
    assert places(WegingForm()) == [
        "bekend", "volwassenen-0-wie", "onveiligheid-ACUUT", "onveiligheid_reden", "eerder-0-waar",
        "besluit", "reden",
    ]  # fmt: skip


def test_a_correction_says_why_there_is_a_new_version() -> None:
    assert places(WHOLE_FORM, is_correction=True) == ["correctie"]
    check_complete(
        replace(WHOLE_FORM, correctie="De school heeft gebeld."), DECISIONS, is_correction=True
    )


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"kinderen": (Safety("Daan"),)}, "kinderen-0-veiligheid"),
        ({"volwassenen": (Safety("", "bang"),)}, "volwassenen-0-wie"),
        ({"eerder": (Earlier("eigen regio", "", "niets"),)}, "eerder-0-door"),
        ({"informatie": (Information("school", "", "moe"),)}, "informatie-0-wanneer"),
        ({"besluit": "ZOMAAR"}, "besluit"),
        ({"onveiligheid": "EEN_BEETJE"}, "onveiligheid-ACUUT"),
        ({"reden": "te kort"}, "reden"),
    ],
)
def test_half_a_row_or_an_unknown_code_is_refused(changed: dict[str, object], place: str) -> None:
    assert places(replace(WHOLE_FORM, **changed)) == [place]  # type: ignore[arg-type]


def test_information_of_others_may_be_absent() -> None:
    check_complete(replace(WHOLE_FORM, informatie=()), DECISIONS)


@pytest.mark.parametrize("onveiligheid", Onveiligheid)
@pytest.mark.parametrize("besluit", Besluit)
def test_no_judgement_is_held_against_a_decision(
    onveiligheid: Onveiligheid, besluit: Besluit
) -> None:
    """What goes together is for the colleague; the program compares nothing."""
    check_complete(
        replace(WHOLE_FORM, onveiligheid=onveiligheid.value, besluit=besluit.value), DECISIONS
    )


def test_a_next_version_begins_without_judgement_and_decision() -> None:
    begun = for_correction(replace(WHOLE_FORM, correctie="omdat"))

    assert (begun.onveiligheid, begun.besluit, begun.correctie) == ("", "", "")
    assert begun.kinderen == WHOLE_FORM.kinderen


@pytest.mark.parametrize("part", ROWS)
def test_a_row_more_is_empty_and_there_is_an_end_to_it(part: str) -> None:
    form = WegingForm()
    for _ in range(MOST_ROWS + 3):
        form = with_row(form, part)

    assert form.rows(part) == (ROWS[part](),) * MOST_ROWS
    assert without_empty_rows(form) == WegingForm()


def test_every_judgement_has_a_dutch_name_and_the_ends_of_involvement_need_a_second() -> None:
    assert set(ONVEILIGHEID_LABELS) == set(Onveiligheid)
    assert {Besluit.GEEN_VERVOLG, Besluit.OMGEZET_IN_ADVIES} == NEEDS_SECOND
