"""From chances to a meaning."""

from __future__ import annotations

from bot.encoder.labels import BEHOEFTE, HEADS, VORMEN
from bot.encoder.meaning import as_json, meaning_of, sure_role, surest_forms


def chances(**sure: str) -> dict[str, list[float]]:
    """All chances even, but .9 for the labels named; of `vormen` those named and no others."""
    found = {}
    for head, labels in HEADS.items():
        if head == "vormen":
            found[head] = [0.9 if label in sure.get(head, "").split() else 0.1 for label in labels]
        else:
            rest = 0.1 / (len(labels) - 1)
            even = 1 / len(labels)
            wanted = sure.get(head)
            found[head] = [
                even if wanted is None else 0.9 if label == wanted else rest for label in labels
            ]
    return found


def test_the_likeliest_label_of_each_head_holds() -> None:
    meaning = meaning_of(chances(behoefte="informatie", rol="kind", onderwerp="anoniem"))

    assert (meaning.need, meaning.role, meaning.topic) == ("informatie", "kind", "anoniem")


def test_several_forms_hold_at_once_or_none() -> None:
    assert meaning_of(chances(vormen="getuige partnergeweld")).forms == ("getuige", "partnergeweld")
    assert meaning_of(chances()).forms == ()


def test_danger_and_suicide_are_chances_of_their_own() -> None:
    meaning = meaning_of(chances(gevaar="suicide"))

    assert meaning.suicide == 0.9
    assert meaning.danger < 0.1


def test_all_heads_survive_as_json() -> None:
    assert {head: len(values) for head, values in as_json(chances()).items()} == {
        head: len(labels) for head, labels in HEADS.items()
    }


def test_out_of_scope_holds_before_it_is_the_likeliest() -> None:
    heard = chances(behoefte="advies")
    heard["behoefte"][BEHOEFTE.index("advies")] = 0.6
    heard["behoefte"][BEHOEFTE.index("buiten_scope")] = 0.3

    assert meaning_of(heard).need == "buiten_scope"


def test_a_role_is_only_given_where_it_is_certain() -> None:
    assert sure_role(chances(rol="slachtoffer")) == "zelf"
    assert sure_role(chances(rol="onbekend")) is None
    assert sure_role(chances()) is None
    assert sure_role({}) is None


def test_advice_is_about_the_surest_forms_when_some_are_sure() -> None:
    heard = chances(vormen="verwaarlozing")
    heard["vormen"][VORMEN.index("ouderen")] = 0.6

    assert surest_forms(heard) == ("verwaarlozing",)
    heard["vormen"][VORMEN.index("verwaarlozing")] = 0.6
    assert surest_forms(heard) == ("verwaarlozing", "ouderen")
